package io.packhouse.engine.eventlog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The stored events, byte for byte, in global order, for audits and verification.
public interface EventLog {

    /// One stored event. `payload` and `metadata` are JSON as stored: encrypted values stay
    /// encrypted.
    record StoredEvent(
            long position,
            String id,
            String stream,
            long sequence,
            String name,
            @Nullable String revision,
            String at,
            String payload,
            String metadata) {

        StoredEvent at(long number) {
            return new StoredEvent(number, id, stream, sequence, name, revision, at, payload, metadata);
        }
    }

    /// Up to `limit` events above `after` and not above `upTo`, oldest first. −1 is before the
    /// first.
    List<StoredEvent> between(long after, long upTo, int limit);

    /// Those of at most `limit` positions above `after`, and not above `upTo`, that contain the text in their payload
    /// or metadata.
    default List<StoredEvent> containing(String text, long after, long upTo, int limit) {
        return between(after, Math.min(upTo, after + limit), limit).stream()
                .filter(event ->
                        event.payload().contains(text) || event.metadata().contains(text))
                .toList();
    }
}
