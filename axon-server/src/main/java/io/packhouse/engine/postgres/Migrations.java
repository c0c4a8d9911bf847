package io.packhouse.engine.postgres;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

/// The tables, made step by step with the owner's login.
public final class Migrations {

    private static final String[] OURS = {"classpath:db/migration"};

    private Migrations() {}

    static Flyway of(DatabaseLogins databaseLogins, String... locations) {
        return upTo(MigrationVersion.LATEST, databaseLogins, locations);
    }

    /// The steps of this build, for who looks at them or wants them done up to a version.
    public static Flyway upTo(MigrationVersion target, DatabaseLogins databaseLogins) {
        return upTo(target, databaseLogins, OURS);
    }

    private static Flyway upTo(
            MigrationVersion target, DatabaseLogins databaseLogins, String... locations) {
        var owner = databaseLogins.owner();
        var names =
                Map.of(
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
