package io.packhouse.engine.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Sends an empty query on its own connection. A timeout counts only after a second one on a new
/// connection: a process that was itself stopped for a moment must not declare the database lost.
final class DatabaseProbe implements AutoCloseable {

    private final DatabaseLogin databaseLogin;
    private final Properties limits = new Properties();
    private @Nullable Connection connection;

    /// `silence` is the timeout of both attempts together; PostgreSQL's driver counts in seconds.
    DatabaseProbe(DatabaseLogin databaseLogin, Duration silence) {
        this.databaseLogin = databaseLogin;
        var each = Long.toString(Math.max(1, silence.toSeconds() / 2));
        limits.setProperty("connectTimeout", each);
        limits.setProperty("socketTimeout", each);
    }

    boolean isAnswered() {
        var answered = ping();
        return answered || ping();
    }

    private boolean ping() {
        try {
            if (connection == null) {
                connection = databaseLogin.connect(limits);
            }
            try (var statement = connection.createStatement()) {
                statement.execute("select 1");
            }
            return true;
        } catch (SQLException e) {
            close();
            return !DatabaseFailures.isAway(e); // An error of the server is a response.
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            try {
                connection.abort(Runnable::run); // A regular close would wait for the server.
            } catch (SQLException _) {
                // It is closed already.
            }
            connection = null;
        }
    }
}
