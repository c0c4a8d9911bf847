package io.packhouse.engine.eventlog;

import java.time.Instant;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;

/// Reads single events by stream and sequence number, in either store.
public final class StoredEventReader {

    private final EventStore store;
    private final Serializer events;

    /// `payload` is JSON; encrypted values stay encrypted.
    public record StoredEvent(String id, String name, Instant at, String payload) {}

    public StoredEventReader(EventStore store, Serializer events) {
        this.store = store;
        this.events = events;
    }

    public Optional<StoredEvent> one(String stream, long number) {
        var found = store.readEvents(stream, number);
        if (!found.hasNext()) {
            return Optional.empty();
        }
        var event = found.next();
        var payload = events.serialize(event.getPayload(), String.class);
        return Optional.of(new StoredEvent(
                event.getIdentifier(), payload.getType().getName(), event.getTimestamp(), payload.getData()));
    }
}
