package io.packhouse.engine.eventstore;

import io.packhouse.engine.postgres.PacedConnectionProvider;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/// Axon's JDBC engine with two changes: appending returns the assigned positions, and readers see
/// no event before every lower position is settled.
public final class GaplessStorageEngine extends JdbcEventStorageEngine {

    private static final Duration PATIENCE = Duration.ofMillis(20);

    /// A commit takes longer than this, and each poll queries the database twice.
    private static final long BETWEEN_LOOKS_NANOS = 500_000;

    private static final String COLUMNS = "event_identifier, type, aggregate_identifier, sequence_number, time_stamp,"
            + " payload_type, payload_revision, payload, meta_data";
    private static final String READ = "select global_index, "
            + COLUMNS
            + " from events.domain_event_entry where global_index > ? order by global_index limit ?";

    private final JdbcTemplate transactional;
    private final JdbcTemplate own;
    private final GaplessWatermark settled;

    public GaplessStorageEngine(Builder builder, DataSource dataSource) {
        super(builder);
        transactional = new JdbcTemplate(dataSource);
        var outside = new NonTransactionalDataSource(new PacedConnectionProvider(dataSource));
        own = new JdbcTemplate(outside);
        settled = new GaplessWatermark(outside);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        try {
            var positions = transactional.query(
                    insert(events.size()),
                    statement -> bind(statement, events, serializer),
                    (row, _) -> row.getLong(1));
            AppendedEvents.record(events, positions);
            Failpoint.reached("store.appended");
        } catch (DataAccessException e) {
            handlePersistenceException(e, events.getFirst());
        }
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken lastToken, int batchSize) {
        var after = Positions.of(lastToken);
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var known = settled.upTo();
            List<TrackedEventData<?>> rows = own.query(READ, (row, _) -> event(row), after, batchSize);
            var prefix = contiguous(rows, after, known);
            if (prefix.size() == rows.size() || System.nanoTime() > until) {
                return prefix;
            }
            if (!settled.advance(Positions.of(rows.getLast().trackingToken()))) {
                if (!prefix.isEmpty()) {
                    return prefix;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
        }
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return null;
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return tokenAtOrNull(settledHead());
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant dateTime) {
        var head = settledHead();
        var first = own.queryForObject(
                "select min(global_index) from events.domain_event_entry where time_stamp >= ?",
                Long.class,
                DateTimeUtils.formatInstant(dateTime));
        return tokenAtOrNull(first == null ? head : Math.min(first - 1, head));
    }

    /// The highest position below which no event can appear any more.
    private long settledHead() {
        var visible =
                own.queryForObject("select coalesce(max(global_index), 0) from events.domain_event_entry", Long.class);
        var wanted = visible == null ? 0 : visible;
        var until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (settled.upTo() < wanted && System.nanoTime() < until) {
            if (!settled.advance(wanted)) {
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
        }
        return Math.min(settled.upTo(), wanted);
    }

    private static @Nullable TrackingToken tokenAtOrNull(long position) {
        return position <= 0 ? null : Positions.token(position);
    }

    private static List<TrackedEventData<?>> contiguous(List<TrackedEventData<?>> rows, long after, long known) {
        var prefix = new ArrayList<TrackedEventData<?>>(rows.size());
        var expected = Math.max(after, 0) + 1;
        for (var row : rows) {
            var position = Positions.of(row.trackingToken());
            if (position != expected && position > known) {
                break;
            }
            prefix.add(row);
            expected = position + 1;
        }
        return prefix;
    }

    private static TrackedEventData<?> event(ResultSet row) throws SQLException {
        var aggregateId = row.getString("aggregate_identifier");
        var eventId = row.getString("event_identifier");
        return new TrackedDomainEventData<>(
                Positions.token(row.getLong("global_index")),
                new GenericDomainEventEntry<>(
                        row.getString("type"),
                        eventId.equals(aggregateId) ? null : aggregateId,
                        row.getLong("sequence_number"),
                        eventId,
                        row.getString("time_stamp"),
                        row.getString("payload_type"),
                        row.getString("payload_revision"),
                        row.getBytes("payload"),
                        row.getBytes("meta_data")));
    }

    private static String insert(int rows) {
        return java.util.stream.IntStream.range(0, rows)
                .mapToObj(_ -> "(?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .collect(Collectors.joining(
                        ", ",
                        "insert into events.domain_event_entry (" + COLUMNS + ") values ",
                        " returning global_index"));
    }

    private static void bind(PreparedStatement statement, List<? extends EventMessage<?>> events, Serializer serializer)
            throws SQLException {
        var column = 0;
        for (var message : events) {
            if (!(message instanceof DomainEventMessage<?> event)) {
                throw new IllegalArgumentException("Only aggregates record events: " + message);
            }
            var payload = event.serializePayload(serializer, byte[].class);
            var metaData = event.serializeMetaData(serializer, byte[].class);
            statement.setString(++column, event.getIdentifier());
            statement.setString(++column, event.getType());
            statement.setString(++column, event.getAggregateIdentifier());
            statement.setLong(++column, event.getSequenceNumber());
            statement.setString(++column, DateTimeUtils.formatInstant(event.getTimestamp()));
            statement.setString(++column, payload.getType().getName());
            statement.setString(++column, payload.getType().getRevision());
            statement.setBytes(++column, payload.getData());
            statement.setBytes(++column, metaData.getData());
        }
    }
}
