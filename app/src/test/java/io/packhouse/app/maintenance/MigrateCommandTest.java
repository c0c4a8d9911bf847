package io.packhouse.app.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.postgres.DatabaseLogins;
import io.packhouse.testing.SharedEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateCommandTest {

    @TempDir
    Path data;

    @Test
    void migratesWithTheOwnersLoginAndLeavesNoDataFolder() {
        var logins = SharedEngine.shared().bean(DatabaseLogins.class);
        var migrate = MaintenanceRunner.of(data.resolve("none"))
                .with("spring.datasource.url", logins.app().url())
                .with("spring.datasource.username", logins.app().user())
                .with("spring.flyway.user", logins.owner().user())
                .with("spring.flyway.password", logins.owner().password());
        assertThat(migrate.done("migrate").path("version").asString()).matches("[0-9]{4}");
        assertThat(data.resolve("none")).doesNotExist();
    }

    @Test
    void namesTheLoginThatIsMissing() {
        var logins = SharedEngine.shared().bean(DatabaseLogins.class);
        var migrate = MaintenanceRunner.of(data)
                .with("spring.datasource.url", logins.app().url())
                .with("spring.datasource.username", logins.app().user());
        assertThat(migrate.run("migrate")).isEqualTo(1);
        assertThat(migrate.err()).contains("There is no login for migrations.", "SPRING_FLYWAY_USER");
    }

    @Test
    void theEmbeddedPostgresNeedsNoCommand() {
        var migrate = MaintenanceRunner.of(data);
        assertThat(migrate.run("migrate")).isEqualTo(1);
        assertThat(migrate.err()).contains("migrates a PostgreSQL of its own when it starts");
    }
}
