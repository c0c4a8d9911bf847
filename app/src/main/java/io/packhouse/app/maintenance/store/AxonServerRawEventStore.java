package io.packhouse.app.maintenance.store;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.connector.AxonServerConnection;
import io.axoniq.axonserver.connector.AxonServerConnectionFactory;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.impl.ServerAddress;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.packhouse.app.maintenance.MaintenanceException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.common.DateTimeUtils;
import org.jspecify.annotations.Nullable;

/// The events of an Axon Server. Positions start at 0 and have no gaps.
public final class AxonServerRawEventStore implements RawEventStore {

    private static final int READ_AHEAD = 1_000;
    private static final int PATIENCE_SECONDS = 30;
    public static final int PORT = 8124;

    private final AxonServerConnectionFactory factory;
    private final EventChannel events;

    private AxonServerRawEventStore(AxonServerConnectionFactory factory, AxonServerConnection connection) {
        this.factory = factory;
        events = connection.eventChannel();
    }

    /// `host[:port][,host…]`, as in PACKHOUSE_AXONSERVER.
    public static AxonServerRawEventStore at(String servers, String token) {
        var builder = AxonServerConnectionFactory.forClient("packhouse-maintenance")
                .connectTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .routingServers(addresses(servers));
        if (!token.isBlank()) {
            builder.token(token);
        }
        var factory = builder.build();
        return new AxonServerRawEventStore(factory, factory.connect("default"));
    }

    private static ServerAddress[] addresses(String servers) {
        var found = new ArrayList<ServerAddress>();
        for (var server : servers.split(",", -1)) {
            var words = server.strip().split(":", -1);
            found.add(new ServerAddress(words[0], words.length > 1 ? Integer.parseInt(words[1]) : PORT));
        }
        return found.toArray(ServerAddress[]::new);
    }

    @Override
    public void read(long upTo, Reader reader) throws IOException, SQLException {
        read(-1, upTo, reader);
    }

    private void read(long after, long upTo, Reader reader) throws IOException, SQLException {
        try (var stream = events.openStream(after, READ_AHEAD)) {
            for (var at = after; at < upTo; ) {
                var next = stream.nextIfAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new MaintenanceException(
                            "Axon Server returned no event after position " + at,
                            stream.getError().orElse(null));
                }
                at = next.getToken();
                reader.read(line(next));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public long head() {
        return answer(events.getLastToken());
    }

    @Override
    public long count(long upTo) {
        return upTo + 1;
    }

    @Override
    public @Nullable String lastId() throws IOException, SQLException {
        var head = head();
        if (head < 0) {
            return null;
        }
        var found = new ArrayList<String>();
        read(head - 1, head, event -> found.add(event.id()));
        return found.isEmpty() ? null : found.getLast();
    }

    @Override
    public long target(long position, long ordinal, String sourceKind) {
        return ordinal;
    }

    @Override
    public void append(List<ExportedEvent> batch) {
        answer(events.appendEvents(
                batch.stream().map(AxonServerRawEventStore::event).toArray(Event[]::new)));
    }

    private static <T> T answer(CompletableFuture<T> asked) {
        try {
            return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MaintenanceException("Interrupted.", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new MaintenanceException("Axon Server does not respond: " + e.getMessage(), e);
        }
    }

    private static ExportedEvent line(EventWithToken entry) {
        var event = entry.getEvent();
        var revision = event.getPayload().getRevision();
        return new ExportedEvent(
                entry.getToken(),
                event.getMessageIdentifier(),
                event.getAggregateType(),
                event.getAggregateIdentifier(),
                event.getAggregateSequenceNumber(),
                DateTimeUtils.formatInstant(Instant.ofEpochMilli(event.getTimestamp())),
                event.getPayload().getType(),
                revision.isEmpty() ? null : revision,
                event.getPayload().getData().toStringUtf8(),
                metadata(event.getMetaDataMap()));
    }

    private static String metadata(Map<String, MetaDataValue> entries) {
        var plain = new TreeMap<String, Object>();
        entries.forEach((key, value) -> plain.put(key, plain(key, value)));
        return ExportedEvent.JSON.writeValueAsString(plain);
    }

    private static Object plain(String key, MetaDataValue value) {
        return switch (value.getDataCase()) {
            case TEXT_VALUE -> value.getTextValue();
            case NUMBER_VALUE -> value.getNumberValue();
            case BOOLEAN_VALUE -> value.getBooleanValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case BYTES_VALUE, DATA_NOT_SET ->
                throw new MaintenanceException("The metadata " + key + " is neither text nor number.");
        };
    }

    private static Event event(ExportedEvent line) {
        var metadata = new HashMap<String, MetaDataValue>();
        line.entries().forEach((key, value) -> metadata.put(key, typed(key, value)));
        return Event.newBuilder()
                .setMessageIdentifier(line.id())
                .setAggregateType(line.type())
                .setAggregateIdentifier(line.stream())
                .setAggregateSequenceNumber(line.sequence())
                .setTimestamp(Instant.parse(line.at()).toEpochMilli())
                .setPayload(SerializedObject.newBuilder()
                        .setType(line.name())
                        .setRevision(line.revision() == null ? "" : line.revision())
                        .setData(ByteString.copyFromUtf8(line.payload())))
                .putAllMetaData(metadata)
                .build();
    }

    private static MetaDataValue typed(String key, Object value) {
        var typed = MetaDataValue.newBuilder();
        switch (value) {
            case String text -> typed.setTextValue(text);
            case Boolean yes -> typed.setBooleanValue(yes);
            case Integer number -> typed.setNumberValue(number);
            case Long number -> typed.setNumberValue(number);
            case Double number -> typed.setDoubleValue(number);
            default -> throw new MaintenanceException("The metadata %s is neither text nor number.".formatted(key));
        }
        return typed.build();
    }

    @Override
    public void close() {
        factory.shutdown();
    }
}
