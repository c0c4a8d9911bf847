package io.packhouse.testing;

import io.axoniq.axonserver.grpc.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The stored event log, read past the engine. In PostgreSQL it is a table, in Axon Server a
/// stream.
public interface RawLog {

    /// One stored event: its logical name and its payload as stored.
    record Stored(long position, String stream, String name, Instant at, JsonNode payload) {}

    /// Everything in global order.
    void read(Consumer<Stored> reader);

    /// One stream, in order; with positions only where the store has them.
    List<Stored> stream(String stream);

    long count();

    /// As auditors count: from one, in both stores.
    default long number(Stored event) {
        return event.position();
    }

    static RawLog of(JdbcClient jdbc) {
        return NamedAxonServer.address().isPresent() ? new InAxonServer() : new InPostgres(jdbc);
    }

    record InPostgres(JdbcClient jdbc) implements RawLog {

        private static final String SELECT = """
                select global_index, aggregate_identifier, payload_type, time_stamp,
                convert_from(payload, 'UTF8') as payload
                from events.domain_event_entry""";

        private record Row(
                long globalIndex, String aggregateIdentifier, String payloadType, String timeStamp, String payload) {

            Stored stored() {
                var json = JsonMapper.shared().readTree(payload);
                return new Stored(globalIndex, aggregateIdentifier, payloadType, Instant.parse(timeStamp), json);
            }
        }

        @Override
        public void read(Consumer<Stored> reader) {
            jdbc.sql(SELECT + " order by global_index").query(Row.class).list().stream()
                    .map(Row::stored)
                    .forEach(reader);
        }

        @Override
        public List<Stored> stream(String stream) {
            return jdbc
                    .sql(SELECT + " where aggregate_identifier = ? order by sequence_number")
                    .param(stream)
                    .query(Row.class)
                    .list()
                    .stream()
                    .map(Row::stored)
                    .toList();
        }

        @Override
        public long count() {
            return jdbc.sql("select count(*) from events.domain_event_entry")
                    .query(Long.class)
                    .single();
        }
    }

    final class InAxonServer implements RawLog {

        @Override
        public void read(Consumer<Stored> reader) {
            var events = NamedAxonServer.events();
            try (var stream = events.openStream(-1, 1_000)) {
                var head = events.getLastToken().join();
                for (var at = -1L; at < head; ) {
                    var next = stream.nextIfAvailable(10, TimeUnit.SECONDS);
                    at = next.getToken();
                    reader.accept(stored(at, next.getEvent()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /// Axon Server returns one stream without positions: they are −1.
        @Override
        public List<Stored> stream(String stream) {
            return NamedAxonServer.events()
                    .openAggregateStream(stream)
                    .asStream()
                    .map(event -> stored(-1, event))
                    .toList();
        }

        @Override
        public long count() {
            return NamedAxonServer.events().getLastToken().join() + 1;
        }

        @Override
        public long number(Stored event) {
            return event.position() + 1;
        }

        private static Stored stored(long position, Event event) {
            var payload = event.getPayload();
            return new Stored(
                    position,
                    event.getAggregateIdentifier(),
                    payload.getType(),
                    Instant.ofEpochMilli(event.getTimestamp()),
                    JsonMapper.shared().readTree(payload.getData().toStringUtf8()));
        }
    }
}
