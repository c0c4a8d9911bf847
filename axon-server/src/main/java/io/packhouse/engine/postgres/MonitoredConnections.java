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

/// The connections of one pool, as they are made. While the database is away none is made, and
/// those that are there are cut off, so that nobody waits for an answer that does not come.
final class MonitoredConnections extends AbstractDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(MonitoredConnections.class);
    private static final String CANNOT_CONNECT = "08001";

    private final DatabaseLogin databaseLogin;
    private final Properties properties;
    private final DatabaseWatch watch;
    private final Set<Connection> made =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    MonitoredConnections(DatabaseLogin databaseLogin, Properties properties, DatabaseWatch watch) {
        this.databaseLogin = databaseLogin;
        this.properties = properties;
        this.watch = watch;
        watch.whenLost(this::cutOff);
    }

    /// Waits for the database: only the pool's own thread asks, and one that is told no comes back
    /// later and later.
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

    /// The driver has its own limit, which the pool's would replace for everybody.
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
                LOG.debug("A connection that is lost could not be cut off", e);
            }
        }
    }
}
