package io.packhouse.engine.eventstore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events as they are stored, byte for byte, in global order: what auditors and verifiers read.
public interface EventLog {

    /// One stored event. `payload` and `metadata` are JSON as stored: what is sealed stays sealed.
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
            return new StoredEvent(
                    number, id, stream, sequence, name, revision, at, payload, metadata);
        }
    }

    /// Up to `limit` events above `after` and not above `upTo`, oldest first. −1 is before all.
    List<StoredEvent> between(long after, long upTo, int limit);
}
