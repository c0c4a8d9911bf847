package io.packhouse.engine.eventlog;

import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import tools.jackson.databind.json.JsonMapper;

/// Reads the events of Axon Server. Its metadata is stored as typed entries and returned here as
/// JSON with sorted keys.
public final class AxonServerEventLog implements EventLog {

    private static final int READ_AHEAD = 1_000;
    private static final int PATIENCE_SECONDS = 10;

    private final Supplier<EventChannel> channel;

    public AxonServerEventLog(Supplier<EventChannel> channel) {
        this.channel = channel;
    }

    @Override
    public List<StoredEvent> between(long after, long upTo, int limit) {
        if (upTo <= after) {
            return List.of();
        }
        try (var stream = channel.get().openStream(after, READ_AHEAD)) {
            return read(stream, upTo, limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventStoreException("Interrupted while reading events", e);
        }
    }

    private static List<StoredEvent> read(EventStream stream, long upTo, int limit) throws InterruptedException {
        var found = new ArrayList<StoredEvent>();
        while (found.size() < limit) {
            var next = stream.nextIfAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new EventStoreException(
                        "Axon Server returned no events up to position " + upTo,
                        stream.getError().orElse(null));
            }
            if (next.getToken() <= upTo) {
                found.add(stored(next));
            }
            if (next.getToken() >= upTo) {
                break;
            }
        }
        return found;
    }

    private static StoredEvent stored(EventWithToken entry) {
        var event = entry.getEvent();
        return new StoredEvent(
                entry.getToken(),
                event.getMessageIdentifier(),
                event.getAggregateIdentifier(),
                event.getAggregateSequenceNumber(),
                event.getPayload().getType(),
                event.getPayload().getRevision(),
                DateTimeUtils.formatInstant(Instant.ofEpochMilli(event.getTimestamp())),
                event.getPayload().getData().toStringUtf8(),
                metadata(event.getMetaDataMap()));
    }

    private static String metadata(Map<String, MetaDataValue> entries) {
        var plain = new TreeMap<String, Object>();
        entries.forEach((key, value) -> plain.put(key, plain(value)));
        return JsonMapper.shared().writeValueAsString(plain);
    }

    private static Object plain(MetaDataValue value) {
        return switch (value.getDataCase()) {
            case TEXT_VALUE -> value.getTextValue();
            case NUMBER_VALUE -> value.getNumberValue();
            case BOOLEAN_VALUE -> value.getBooleanValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case BYTES_VALUE -> value.getBytesValue().getData().toStringUtf8();
            case DATA_NOT_SET -> "";
        };
    }
}
