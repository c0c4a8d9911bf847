package io.packhouse.engine.projection;

import io.packhouse.engine.commands.Meta;
import io.packhouse.engine.store.Positions;
import java.time.Instant;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/// Where in the log an event stands, when it happened, and who caused it.
public record Happened(long position, Instant at, @Nullable String actor) {

    public static Happened of(TrackedEventMessage<?> message) {
        return new Happened(
                Positions.of(message.trackingToken()),
                message.getTimestamp(),
                message.getMetaData().get(Meta.ACTOR) instanceof String actor ? actor : null);
    }
}
