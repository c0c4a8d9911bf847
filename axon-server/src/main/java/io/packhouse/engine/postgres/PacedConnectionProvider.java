package io.packhouse.engine.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// For loops that retry and log as soon as they fail: while the database is down they fail once a
/// second, not as fast as they can.
public final class PacedConnectionProvider extends DelegatingDataSource {

    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final DataSource pool;

    public PacedConnectionProvider(DataSource pool) {
        super(pool);
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            if (DatabaseFailures.isAway(e)) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            throw e;
        }
    }
}
