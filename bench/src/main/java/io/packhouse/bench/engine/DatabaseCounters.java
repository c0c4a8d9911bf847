package io.packhouse.bench.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.DoubleBinaryOperator;

/// What PostgreSQL counted for the engine until a time: all but the benchmark's own login and other databases.
public record DatabaseCounters(
        double seconds, double transactions, double statements, double rows, double tokenUpdates, double walBytes) {

    /// PostgreSQL counts the transactions of a connection that is idle up to ten seconds later.
    public static final Duration COUNTED_WITHIN = Duration.ofSeconds(11);

    private static final String SELECT = """
            select (select xact_commit + xact_rollback from pg_stat_database where datname = current_database()),
                (select sum(calls) from pg_stat_statements s join pg_database d on d.oid = s.dbid
                    where datname = current_database() and userid <> to_regrole(current_user)),
                (select sum(n_tup_ins + n_tup_upd + n_tup_del) from pg_stat_user_tables),
                (select n_tup_upd from pg_stat_user_tables where relname = 'token_entry'),
                pg_current_wal_insert_lsn() - '0/0'::pg_lsn
            """;

    static DatabaseCounters now(Connection superuser) throws SQLException {
        try (var statement = superuser.createStatement();
                var row = statement.executeQuery(SELECT)) {
            row.next();
            return new DatabaseCounters(
                    System.nanoTime() / 1e9,
                    row.getDouble(1),
                    row.getDouble(2),
                    row.getDouble(3),
                    row.getDouble(4),
                    row.getDouble(5));
        }
    }

    public DatabaseCounters since(DatabaseCounters before) {
        return combined(before, (now, then) -> now - then);
    }

    /// Without what an idle engine does in so many seconds; `idle` is its work in another time.
    public DatabaseCounters without(DatabaseCounters idle, double idleSeconds) {
        return combined(idle, (all, other) -> all - other * idleSeconds / idle.seconds);
    }

    public DatabaseCounters dividedBy(int count) {
        return combined(this, (all, _) -> all / count);
    }

    private DatabaseCounters combined(DatabaseCounters other, DoubleBinaryOperator operator) {
        return new DatabaseCounters(
                operator.applyAsDouble(seconds, other.seconds),
                operator.applyAsDouble(transactions, other.transactions),
                operator.applyAsDouble(statements, other.statements),
                operator.applyAsDouble(rows, other.rows),
                operator.applyAsDouble(tokenUpdates, other.tokenUpdates),
                operator.applyAsDouble(walBytes, other.walBytes));
    }
}
