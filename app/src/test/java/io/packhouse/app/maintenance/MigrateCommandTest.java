package io.packhouse.app.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.datadirectory.EventStoreType;
import io.packhouse.engine.postgres.DatabaseLogins;
import io.packhouse.engine.postgres.Migrations;
import io.packhouse.engine.postgres.embedded.EmbeddedPostgres;
import io.packhouse.testing.SharedEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

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

    /// One without second factors, guests and settings.
    @Test
    void aDatabaseOfAnEarlierBuildGetsTheScriptsOfBothRanges() throws IOException {
        var added = List.of("V0008", "V0009", "V0010", "V0108", "V0112");
        var earlier = Files.createDirectories(data.resolve("scripts"));
        for (var script :
                new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/V0*__*.sql")) {
            var name = String.valueOf(script.getFilename());
            if (added.stream().noneMatch(name::startsWith)) {
                Files.write(earlier.resolve(name), script.getContentAsByteArray());
            }
        }
        try (var folder = DataDirectory.open(data.resolve("store"), EventStoreType.EMBEDDED);
                var postgres = EmbeddedPostgres.start(folder)) {
            var logins = new DatabaseLogins(postgres.owner(), postgres.app(), postgres.reader(), postgres.analyst());
            var latest = Migrations.upTo(MigrationVersion.LATEST, logins);
            var before = Flyway.configure()
                    .configuration(latest.getConfiguration())
                    .locations("filesystem:" + earlier)
                    .load();
            assertThat(before.migrate().migrationsExecuted).isEqualTo(16);
            assertThat(latest.validateWithResult().invalidMigrations).hasSize(5);
            assertThat(Migrations.run(logins).info().pending()).isEmpty();
            assertThat(latest.validateWithResult().invalidMigrations).isEmpty();
        }
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
