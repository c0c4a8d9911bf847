package io.packhouse.engine.postgres;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

/// The tables, made step by step with the owner's login.
public final class Migrations {

    private static final String[] OURS = {"classpath:db/migration"};

    private Migrations() {}

    static Flyway of(Databases databases, String... locations) {
        return upTo(MigrationVersion.LATEST, databases, locations);
    }

    /// The steps of this build, for who looks at them or wants them done up to a version.
    public static Flyway upTo(MigrationVersion target, Databases databases) {
        return upTo(target, databases, OURS);
    }

    private static Flyway upTo(MigrationVersion target, Databases databases, String... locations) {
        var owner = databases.owner();
        var names =
                Map.of(
                        "app", databases.app().user(),
                        "reader", databases.reader().user(),
                        "analyst", databases.analyst().user());
        return Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .locations(locations)
                .placeholders(names)
                .target(target)
                .load();
    }
}
