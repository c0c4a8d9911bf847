package io.packhouse.engine.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Properties;

/// A connection pool that fails at once while the database is down, and otherwise bounds every
/// wait.
final class MonitoredConnectionPool extends HikariDataSource {

    private static final long LONGEST_WAIT = Duration.ofSeconds(3).toMillis();
    private static final long LONGEST_CHECK = Duration.ofSeconds(1).toMillis();
    private static final String CONNECT_SECONDS = "2";
    private static final String LOGIN_SECONDS = "5";
    private static final String CANNOT_CONNECT = "08001";

    private final DatabaseWatch watch;

    MonitoredConnectionPool(String name, DatabaseLogin databaseLogin, Properties more, int size, DatabaseWatch watch) {
        this.watch = watch;
        var properties = new Properties();
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", LOGIN_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        properties.putAll(more);
        setPoolName(name);
        setDataSource(new MonitoredConnections(databaseLogin, properties, watch));
        setMaximumPoolSize(size);
        // Every connection costs a fork and a password check: start with a few.
        setMinimumIdle(Math.min(size, 6));
        setConnectionTimeout(LONGEST_WAIT);
        setValidationTimeout(LONGEST_CHECK);
        setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (watch.isAway()) {
            throw new SQLTransientConnectionException("The database does not respond.", CANNOT_CONNECT);
        }
        return super.getConnection();
    }
}
