package io.packhouse.engine.projection;

import io.packhouse.engine.commandhandling.MetaDataKeys;
import io.packhouse.engine.eventstore.Positions;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/// Position, time and actor of an event, and the version of its aggregate: the event's sequence
/// number there.
public record EventContext(
        long position, Instant at, @Nullable String actor, long version) {

    public static EventContext of(TrackedEventMessage<?> message) {
        return new EventContext(
                Positions.of(message.trackingToken()),
                message.getTimestamp(),
                message.getMetaData().get(MetaDataKeys.ACTOR) instanceof String actor ? actor : null,
                message instanceof DomainEventMessage<?> event ? event.getSequenceNumber() : -1);
    }
}
