package io.packhouse.engine.postgres;

import io.packhouse.engine.startup.StartupException;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

/// Runs the Flyway migrations with the owner's login.
public final class Migrations {

    private static final String[] OURS = {"classpath:db/migration"};

    private Migrations() {}

    /// Migrates the tables to this build.
    public static Flyway run(DatabaseLogins databaseLogins) {
        if (!databaseLogins.hasOwner()) {
            throw refused("There is no login for migrations.");
        }
        return run(databaseLogins, OURS);
    }

    static Flyway run(DatabaseLogins databaseLogins, String... locations) {
        RestoreMarker.refuse(databaseLogins.owner());
        var flyway = upTo(MigrationVersion.LATEST, databaseLogins, locations);
        flyway.migrate();
        return flyway;
    }

    /// For a node that does not have the owner's login: the tables were migrated before it starts.
    static Flyway requireDone(DatabaseLogins databaseLogins, String... locations) {
        RestoreMarker.refuse(databaseLogins.app());
        if (!canReadHistory(databaseLogins.app())) {
            throw refused("The database has no tables of this build.");
        }
        var flyway = upTo(MigrationVersion.LATEST, databaseLogins, locations);
        var wrong = flyway.validateWithResult().invalidMigrations;
        if (!wrong.isEmpty()) {
            throw refused("The tables do not fit this build: %s migrations are pending, failed or differ."
                    .formatted(wrong.size()));
        }
        return flyway;
    }

    private static boolean canReadHistory(DatabaseLogin app) {
        var sql = "select coalesce(has_table_privilege(to_regclass('public.flyway_schema_history'), 'select'), false)";
        try (var connection = app.connect();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            return answer.next() && answer.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be queried by " + app, e);
        }
    }

    private static StartupException refused(String sentence) {
        return new StartupException(
                StartupException.Reason.UNSAFE_DATABASE,
                sentence,
                "Run the command migrate of this build with the login that owns the tables"
                        + " (SPRING_FLYWAY_USER, SPRING_FLYWAY_PASSWORD), or give this node that login.");
    }

    /// The migrations of this build, to inspect them or to migrate up to a version.
    public static Flyway upTo(MigrationVersion target, DatabaseLogins databaseLogins) {
        return upTo(target, databaseLogins, OURS);
    }

    private static Flyway upTo(MigrationVersion target, DatabaseLogins databaseLogins, String... locations) {
        var owner = databaseLogins.owner();
        var names = Map.of(
                "app", databaseLogins.app().user(),
                "reader", databaseLogins.reader().user(),
                "analyst", databaseLogins.analyst().user());
        return Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .locations(locations)
                .placeholders(names)
                .target(target)
                .outOfOrder(true) // The engine's numbers (0001-0099) and those of the read tables (0101-) grow apart.
                .load();
    }
}
