package io.packhouse.bench.load;

import io.packhouse.bench.engine.MeasuredEngine;
import io.packhouse.engine.postgres.DatabaseLogin;
import java.io.IOException;
import java.sql.SQLException;

/// A database for a limit, on the PostgreSQL of the engine and dropped afterwards: PostgreSQL counts its work apart.
public final class ScratchDatabase implements AutoCloseable {

    private static final String NAME = "packhouse_bench";

    private final MeasuredEngine engine;

    public ScratchDatabase(MeasuredEngine engine, String tables) throws IOException, SQLException {
        this.engine = engine;
        drop(); // A benchmark may have been killed.
        run(engine.superuser("packhouse"), "create database " + NAME);
        run(login(), tables);
    }

    public DatabaseLogin login() throws IOException {
        return engine.superuser(NAME);
    }

    @Override
    public void close() throws IOException, SQLException {
        drop();
    }

    private void drop() throws IOException, SQLException {
        run(engine.superuser("packhouse"), "drop database if exists " + NAME + " with (force)");
    }

    private static void run(DatabaseLogin login, String sql) throws SQLException {
        try (var connection = login.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
