package io.packhouse.engine.eventstore;

import io.packhouse.engine.idempotency.IdempotentRequest;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The serialized events of one append, in order, and the request that they answer.
record EventRows(List<Row> rows, @Nullable IdempotentRequest request) {

    private static final String EVENTS = """
            insert into events.domain_event_entry (event_identifier, type, aggregate_identifier,
                sequence_number, time_stamp, payload_type, payload_revision, payload, meta_data)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
            returning event_identifier, global_index""";
    private static final String EVENTS_AND_REQUESTS = """
            with appended as (%s),
            answered as (
                insert into engine.idempotent_request
                    (key_hash, body_hash, stream_id, version, position, events, at)
                select r.key_hash, r.body_hash, r.stream_id, r.version, a.global_index, r.events,
                    cast(r.at as timestamptz)
                from unnest(?, ?, ?, ?, ?, ?, ?)
                    as r (event_identifier, key_hash, body_hash, stream_id, version, events, at)
                join appended a on a.event_identifier = r.event_identifier)
            select event_identifier, global_index from appended""".formatted(EVENTS);

    record Row(DomainEventMessage<?> event, SerializedObject<byte[]> payload, SerializedObject<byte[]> metaData) {}

    static EventRows of(
            List<? extends EventMessage<?>> events, Serializer serializer, Optional<IdempotentRequest> request) {
        var rows = events.stream()
                .map(message -> {
                    if (!(message instanceof DomainEventMessage<?> event)) {
                        throw new IllegalArgumentException("Only aggregates record events: " + message);
                    }
                    return new Row(
                            event,
                            event.serializePayload(serializer, byte[].class),
                            event.serializeMetaData(serializer, byte[].class));
                })
                .toList();
        return new EventRows(rows, request.orElse(null));
    }

    /// Appends all of them in one statement; the stored events of each, in order.
    static List<List<TrackedEventData<?>>> append(JdbcTemplate jdbc, List<EventRows> appends) {
        var events = appends.stream().flatMap(one -> one.rows().stream()).toList();
        var answers = appends.stream().filter(one -> one.request() != null).toList();
        var positions = new HashMap<String, Long>();
        jdbc.query(
                answers.isEmpty() ? EVENTS : EVENTS_AND_REQUESTS,
                statement -> bind(new Parameters(statement), events, answers),
                row -> {
                    positions.put(row.getString(1), row.getLong(2));
                });
        return appends.stream()
                .map(one -> one.rows().stream()
                        .<TrackedEventData<?>>map(row -> stored(
                                row,
                                Objects.requireNonNull(positions.get(row.event().getIdentifier()))))
                        .toList())
                .toList();
    }

    private static TrackedDomainEventData<byte[]> stored(Row row, long position) {
        var event = row.event();
        return new TrackedDomainEventData<>(
                Positions.token(position),
                new GenericDomainEventEntry<>(
                        event.getType(),
                        event.getAggregateIdentifier(),
                        event.getSequenceNumber(),
                        event.getIdentifier(),
                        DateTimeUtils.formatInstant(event.getTimestamp()),
                        row.payload().getType().getName(),
                        row.payload().getType().getRevision(),
                        row.payload().getData(),
                        row.metaData().getData()));
    }

    private DomainEventMessage<?> last() {
        return rows.getLast().event();
    }

    private static void bind(Parameters parameters, List<Row> events, List<EventRows> answers) throws SQLException {
        parameters.add("text", events, row -> row.event().getIdentifier());
        parameters.add("text", events, row -> row.event().getType());
        parameters.add("text", events, row -> row.event().getAggregateIdentifier());
        parameters.add("int8", events, row -> row.event().getSequenceNumber());
        parameters.add(
                "text", events, row -> DateTimeUtils.formatInstant(row.event().getTimestamp()));
        parameters.add("text", events, row -> row.payload().getType().getName());
        parameters.add("text", events, row -> row.payload().getType().getRevision());
        parameters.add("bytea", events, row -> row.payload().getData());
        parameters.add("bytea", events, row -> row.metaData().getData());
        if (!answers.isEmpty()) {
            parameters.add("text", answers, one -> one.last().getIdentifier());
            parameters.add("text", answers, one -> request(one).keyHash());
            parameters.add("text", answers, one -> request(one).bodyHash());
            parameters.add("text", answers, one -> one.last().getAggregateIdentifier());
            parameters.add("int8", answers, one -> one.last().getSequenceNumber());
            parameters.add("text", answers, EventRows::names);
            parameters.add("text", answers, one -> request(one).at().toString());
        }
    }

    private static IdempotentRequest request(EventRows append) {
        return Objects.requireNonNull(append.request());
    }

    private String names() {
        return rows.stream().map(row -> row.payload().getType().getName()).collect(Collectors.joining(","));
    }

    /// Binds a column of many rows as one array.
    private static final class Parameters {

        private final PreparedStatement statement;
        private int count;

        Parameters(PreparedStatement statement) {
            this.statement = statement;
        }

        <T> void add(String type, List<T> rows, Function<T, @Nullable Object> column) throws SQLException {
            var values = new ArrayList<@Nullable Object>(rows.size());
            rows.forEach(row -> values.add(column.apply(row)));
            var array = switch (type) {
                case "bytea" -> values.toArray(new byte[0][]);
                case "int8" -> values.toArray(new Long[0]);
                default -> values.toArray(new String[0]);
            };
            statement.setArray(++count, statement.getConnection().createArrayOf(type, array));
        }
    }
}
