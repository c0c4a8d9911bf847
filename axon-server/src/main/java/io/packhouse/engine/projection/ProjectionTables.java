package io.packhouse.engine.projection;

import io.packhouse.engine.eventstore.Positions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/// Writes the rows of projections.
///
/// Usually the rows of a batch are written together, just before it commits. A row that PostgreSQL
/// rejects aborts the transaction and with it the batch; the batch is then repeated, and its projection
/// handles it event by event: each is written at once inside a savepoint, so that the failing one can be enqueued as a
/// dead letter in the same transaction.
public final class ProjectionTables {

    private static final String KEY = "packhouse.pendingRows";
    private static final long CAREFUL_FOR = 1_000;

    private final JdbcTemplate jdbc;
    private final PlatformTransactionManager transactions;
    private final Map<Object, Long> carefulUntil = new ConcurrentHashMap<>();

    public ProjectionTables(DataSource dataSource, PlatformTransactionManager transactions) {
        jdbc = new JdbcTemplate(dataSource);
        this.transactions = transactions;
    }

    /// The tables of that schema; a copy of a projection is the same class with another schema.
    public ProjectionSchema in(String schema) {
        return new ProjectionSchema(this, schema);
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    void add(String table, String sql, List<@Nullable Object> values) {
        pending(CurrentUnitOfWork.get().root()).add(table, sql, values);
    }

    void derive(String table, String sql, List<@Nullable Object> values) {
        pending(CurrentUnitOfWork.get().root()).derive(table, sql, values);
    }

    @Nullable
    Object handle(Object projection, Message<?> message, Callable<@Nullable Object> handling) throws Exception {
        var work = CurrentUnitOfWork.get().root();
        var pending = pending(work);
        var position = position(message);
        if (work instanceof BatchingUnitOfWork<?> && position > carefulUntil.getOrDefault(projection, -1L)) {
            return together(pending, projection, position, handling);
        }
        return alone(pending, handling);
    }

    private static @Nullable Object together(
            WriteBatch pending, Object projection, long position, Callable<@Nullable Object> handling)
            throws Exception {
        try {
            var result = handling.call();
            pending.keepCurrent(projection, position);
            return result;
        } finally {
            pending.forgetCurrent();
        }
    }

    private @Nullable Object alone(WriteBatch pending, Callable<@Nullable Object> handling) throws Exception {
        var savepoint =
                transactions.getTransaction(new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
        try {
            var result = handling.call();
            pending.writeCurrent(jdbc);
            transactions.commit(savepoint);
            return result;
        } catch (Exception | Error e) {
            pending.forgetCurrent();
            transactions.rollback(savepoint);
            throw e;
        }
    }

    private WriteBatch pending(UnitOfWork<?> work) {
        return work.getOrComputeResource(KEY, _ -> {
            var pending = new WriteBatch();
            work.onPrepareCommit(_ -> write(pending));
            return pending;
        });
    }

    private void write(WriteBatch pending) {
        try {
            pending.writeAll(jdbc);
        } catch (RuntimeException e) {
            var until = pending.last() + CAREFUL_FOR;
            pending.writing().forEach(projection -> carefulUntil.put(projection, until));
            throw e;
        }
    }

    private static long position(Message<?> message) {
        return message instanceof TrackedEventMessage<?> tracked ? Positions.of(tracked.trackingToken()) : -1;
    }
}
