package io.packhouse.engine.postgres.embedded;

import io.packhouse.engine.datadirectory.OwnerOnlyFiles;
import io.packhouse.engine.postgres.DatabaseLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/// Connects as analyst to the embedded PostgreSQL of a running engine, for a command beside it.
public final class AnalystConnection {

    private AnalystConnection() {}

    /// A connection that can read the schema analytics and nothing else.
    public static Connection at(Path data) throws IOException, SQLException {
        var passwords = OwnerOnlyFiles.read(data.resolve("passwords.properties"));
        var port = OwnerOnlyFiles.read(data.resolve("store.properties")).getProperty(PortAllocation.PORT);
        var running = data.resolve("postgres/postmaster.pid");
        if (port == null || Files.notExists(running)) {
            throw new IOException("No engine is running on " + data + ": start it first.");
        }
        var url = "jdbc:postgresql://127.0.0.1:%s/%s?ApplicationName=packhouse-sql".formatted(port, Roles.DATABASE);
        return new DatabaseLogin(url, Roles.ANALYST, passwords.getProperty(Roles.ANALYST)).connect();
    }
}
