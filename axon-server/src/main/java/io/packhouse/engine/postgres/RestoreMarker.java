package io.packhouse.engine.postgres;

import io.packhouse.engine.startup.StartupException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Marks in the database that it is being filled, because an external database can be opened by
/// nodes that do not see the folder of the restoring process.
public final class RestoreMarker {

    private static final String SCHEMA = "packhouse_unfinished";

    private RestoreMarker() {}

    static void refuse(DatabaseLogin owner) {
        try (var connection = owner.connect()) {
            if (work(connection) != null) {
                throw unfinished();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be queried by " + owner, e);
        }
    }

    /// Marks an empty database, or finds the mark of the same operation.
    public static void begin(Connection owner, String work) throws SQLException {
        var before = work(owner);
        if (before != null) {
            if (!before.equals(work)) {
                throw unfinished();
            }
            return;
        }
        if (bool(owner, "select to_regnamespace('events') is not null")) {
            throw new StartupException(
                    StartupException.Reason.NOT_EMPTY,
                    "The database already holds a store.",
                    "Name an empty database with SPRING_DATASOURCE_URL; nothing was changed.");
        }
        try (var statement = owner.createStatement()) {
            statement.execute("begin; create schema %1$s; comment on schema %1$s is '%2$s'; commit"
                    .formatted(SCHEMA, work.replace("'", "''")));
        }
    }

    /// In the transaction that fills it.
    public static void end(Connection owner) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute("drop schema " + SCHEMA);
        }
    }

    private static @Nullable String work(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery("select coalesce(obj_description(oid, 'pg_namespace'), '')"
                        + " from pg_namespace where nspname = '"
                        + SCHEMA
                        + "'")) {
            return answer.next() ? answer.getString(1) : null;
        }
    }

    private static boolean bool(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    private static StartupException unfinished() {
        return new StartupException(
                StartupException.Reason.UNFINISHED,
                "The database was being filled and is not complete.",
                "Repeat the same ./packhouse restore or import-events, or create the database anew.");
    }
}
