package io.packhouse.engine.eventstore;

import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The position up to which every gap is known to be a rollback.
///
/// A writer gets its transaction id before its position. So once a row at position p is visible, a
/// transaction id X taken afterwards, in another transaction, is higher than that of every writer
/// with a lower position that has not committed; when the oldest running transaction is X or later,
/// all of them have ended, and the missing positions below p stay empty.
final class GaplessWatermark {

    private final JdbcClient own;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long upTo;
    private @Nullable Watermark pending;

    private record Watermark(String transactionId, long position) {}

    /// The data source must provide connections outside any running transaction.
    GaplessWatermark(DataSource own) {
        this.own = JdbcClient.create(own);
    }

    long upTo() {
        return upTo;
    }

    /// Tries once to prove that everything up to `visible` is settled; true when the watermark
    /// moved.
    boolean advance(long visible) {
        lock.lock();
        try {
            var before = upTo;
            if (pending == null) {
                pending = new Watermark(takeTransactionId(), visible);
            }
            if (endedBefore(pending.transactionId())) {
                upTo = Math.max(before, pending.position());
                pending = null;
            }
            return upTo > before;
        } finally {
            lock.unlock();
        }
    }

    private String takeTransactionId() {
        return own.sql("select pg_current_xact_id()::text").query(String.class).single();
    }

    private boolean endedBefore(String transactionId) {
        return own.sql("select pg_snapshot_xmin(pg_current_snapshot()) >= cast(? as xid8)")
                .param(transactionId)
                .query(Boolean.class)
                .single();
    }
}
