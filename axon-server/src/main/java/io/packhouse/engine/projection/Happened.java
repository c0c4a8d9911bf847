package io.packhouse.engine.projection;

import io.packhouse.engine.commands.Meta;
import io.packhouse.engine.store.Positions;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/// Where in the log an event stands, when it happened, who caused it, and which version of its
/// aggregate it made: the event's sequence number there.
public record Happened(long position, Instant at, @Nullable String actor, long version) {

    public static Happened of(TrackedEventMessage<?> message) {
        return new Happened(
                Positions.of(message.trackingToken()),
                message.getTimestamp(),
                message.getMetaData().get(Meta.ACTOR) instanceof String actor ? actor : null,
                message instanceof DomainEventMessage<?> event ? event.getSequenceNumber() : -1);
    }
}
