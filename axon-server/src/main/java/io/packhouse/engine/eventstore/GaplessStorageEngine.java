package io.packhouse.engine.eventstore;

import io.packhouse.engine.postgres.PacedConnectionProvider;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventData;
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
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;

/// Axon's JDBC engine with two changes: appends that wait at the same time share a transaction, and
/// readers see no event before every lower position is settled.
public final class GaplessStorageEngine extends JdbcEventStorageEngine {

    private static final int CACHED_EVENTS = 2_000;

    private static final Duration PATIENCE = Duration.ofMillis(20);

    /// A commit takes longer than this, and each poll queries the database twice.
    private static final long BETWEEN_LOOKS_NANOS = 500_000;

    private static final String COLUMNS = "event_identifier, type, aggregate_identifier, sequence_number, time_stamp,"
            + " payload_type, payload_revision, payload, meta_data";
    private static final String READ = "select global_index, "
            + COLUMNS
            + " from events.domain_event_entry where global_index > ? order by global_index limit ?";

    private final JdbcTemplate own;
    private final JdbcTemplate appending;
    private final GaplessWatermark settled;
    private final GroupCommit<EventRows, List<TrackedEventData<?>>> appends;
    private final @Nullable RecentEvents recent;
    private @Nullable Set<String> snapshotted;

    /// Appends have a connection of their own, because the commands that wait for them may hold all others.
    /// `single` when no other process appends to the log.
    public GaplessStorageEngine(Builder builder, DataSource dataSource, DataSource appendDataSource, boolean single) {
        super(builder);
        var outside = new NonTransactionalDataSource(new PacedConnectionProvider(dataSource));
        own = new JdbcTemplate(outside);
        appending = new JdbcTemplate(new NonTransactionalDataSource(appendDataSource));
        settled = new GaplessWatermark(outside);
        appends = new GroupCommit<>(this::append, GaplessStorageEngine::isRolledBack);
        recent = single ? new RecentEvents(CACHED_EVENTS, System::nanoTime) : null;
    }

    /// Appends all events or none in a transaction of its own, which other callers may share, and returns
    /// once it is committed.
    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        var appended = AppendedEvents.current();
        try {
            var stored = appends.write(EventRows.of(events, serializer, appended.map(AppendedEvents::takeRequest)));
            appended.ifPresent(current ->
                    current.record(events, Positions.of(stored.getLast().trackingToken())));
        } catch (DataAccessException e) {
            handlePersistenceException(e, events.getFirst());
        }
    }

    private List<List<TrackedEventData<?>>> append(List<EventRows> group) {
        try {
            var stored = EventRows.append(appending, group);
            // Committed, and none of the group knows.
            Failpoint.reached(group.size() > 1 ? "store.group-appended" : "store.appended");
            if (recent != null) {
                stored.forEach(recent::add);
            }
            return stored;
        } catch (RuntimeException | Error e) {
            if (recent != null && !isRolledBack(e)) {
                recent.forget();
            }
            throw e;
        }
    }

    private static boolean isRolledBack(Throwable failure) {
        return failure instanceof DataIntegrityViolationException;
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken lastToken, int batchSize) {
        var after = Positions.of(lastToken);
        var cached = recent == null ? null : recent.after(after, batchSize);
        return cached == null ? readLog(after, batchSize) : cached;
    }

    private List<TrackedEventData<?>> readLog(long after, int batchSize) {
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

    /// Only long streams have a snapshot. A single process knows which.
    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String stream) {
        return recent != null && !snapshotted().contains(stream) ? Stream.empty() : super.readSnapshotData(stream);
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        if (recent != null) {
            snapshotted().add(snapshot.getAggregateIdentifier());
        }
        super.storeSnapshot(snapshot, serializer);
    }

    private synchronized Set<String> snapshotted() {
        if (snapshotted == null) {
            snapshotted = ConcurrentHashMap.newKeySet();
            snapshotted.addAll(own.queryForList(
                    "select distinct aggregate_identifier from engine.snapshot_event_entry", String.class));
        }
        return snapshotted;
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
        var known = recent == null ? -1 : recent.head();
        return known >= 0 ? known : readSettledHead();
    }

    private long readSettledHead() {
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
}
