package io.packhouse.engine.postgres;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

/// Runs the Flyway migrations with the owner's login.
public final class Migrations {

    private static final String[] OURS = {"classpath:db/migration"};

    private Migrations() {}

    static Flyway of(DatabaseLogins databaseLogins, String... locations) {
        return upTo(MigrationVersion.LATEST, databaseLogins, locations);
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
                .load();
    }
}
