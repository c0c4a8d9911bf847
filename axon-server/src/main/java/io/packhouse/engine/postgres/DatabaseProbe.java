package io.packhouse.engine.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Asks the database for nothing, on a connection of its own. Silence counts only when it is met
/// twice, the second time on a new connection: a process that was stopped for a moment itself must
/// not take the database for dead.
final class DatabaseProbe implements AutoCloseable {

    private final DatabaseLogin databaseLogin;
    private final Properties limits = new Properties();
    private @Nullable Connection connection;

    /// `silence` is what both tries may take together; PostgreSQL's driver counts in seconds.
    DatabaseProbe(DatabaseLogin databaseLogin, Duration silence) {
        this.databaseLogin = databaseLogin;
        var each = Long.toString(Math.max(1, silence.toSeconds() / 2));
        limits.setProperty("connectTimeout", each);
        limits.setProperty("socketTimeout", each);
    }

    boolean isAnswered() {
        var answered = ask();
        return answered || ask();
    }

    private boolean ask() {
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
            return !DatabaseFailures.isAway(e); // A refusal is an answer.
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            try {
                connection.abort(Runnable::run); // Whoever does not answer is not said goodbye to.
            } catch (SQLException _) {
                // It is gone already.
            }
            connection = null;
        }
    }
}
