package io.packhouse.engine.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.WeakHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;

/// Creates and tracks the connections of one pool. While the database is down, no connection is
/// created and existing ones are aborted, so that no caller waits for a response that does not
/// come.
final class MonitoredConnections extends AbstractDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(MonitoredConnections.class);
    private static final String CANNOT_CONNECT = "08001";

    private final DatabaseLogin databaseLogin;
    private final Properties properties;
    private final DatabaseWatch watch;
    private final Set<Connection> made = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    MonitoredConnections(DatabaseLogin databaseLogin, Properties properties, DatabaseWatch watch) {
        this.databaseLogin = databaseLogin;
        this.properties = properties;
        this.watch = watch;
        watch.whenLost(this::cutOff);
    }

    /// Waits for the database: only the pool's own thread calls this, and after an exception it
    /// would retry later and later.
    @Override
    public Connection getConnection() throws SQLException {
        try {
            watch.awaitAnswering();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("Interrupted", CANNOT_CONNECT, e);
        }
        var connection = databaseLogin.connect(properties);
        made.add(connection);
        return connection;
    }

    @Override
    public Connection getConnection(String user, String password) {
        throw new UnsupportedOperationException("There is one login.");
    }

    /// Ignored: the driver has its own limit, and the pool's would replace it for the whole JVM.
    @Override
    public void setLoginTimeout(int seconds) {}

    private void cutOff() {
        List<Connection> all;
        synchronized (made) {
            all = List.copyOf(made);
        }
        for (var connection : all) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("A lost connection could not be aborted", e);
            }
        }
    }
}
