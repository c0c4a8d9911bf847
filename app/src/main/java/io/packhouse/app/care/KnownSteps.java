package io.packhouse.app.care;

import io.packhouse.engine.postgres.Migrations;
import io.packhouse.engine.postgres.OpenedStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The migrations of this build against those an archive was made with.
final class KnownSteps {

    private KnownSteps() {}

    /// Asked before anything is touched.
    static void require(Manifest manifest) throws IOException {
        var known = known();
        for (var step : manifest.steps()) {
            if (!known.contains(MigrationVersion.fromVersion(step.version()))) {
                throw new CareRefused(
                        "The archive's tables are of version %s, which this build does not know: use the"
                                        .formatted(step.version())
                                + " build that made it (%s), or a newer one."
                                        .formatted(manifest.engine()));
            }
        }
    }

    /// Makes the tables as they were.
    static void migrate(OpenedStore store, Manifest manifest) {
        var target = MigrationVersion.fromVersion(manifest.version());
        var flyway = Migrations.upTo(target, store.databases());
        flyway.migrate();
        var changed = new ArrayList<String>();
        for (var step : manifest.steps()) {
            for (var done : flyway.info().applied()) {
                if (MigrationVersion.fromVersion(step.version()).equals(done.getVersion())
                        && !Objects.equals(step.checksum(), done.getChecksum())) {
                    changed.add(step.version());
                }
            }
        }
        if (!changed.isEmpty()) {
            throw new CareRefused(
                    "The migrations %s are not those the archive was made with: use the build %s."
                            .formatted(changed, manifest.engine()));
        }
    }

    private static List<MigrationVersion> known() throws IOException {
        var found = new ArrayList<MigrationVersion>();
        var resources = new PathMatchingResourcePatternResolver();
        for (var file : resources.getResources("classpath*:db/migration/V*__*.sql")) {
            var name = Objects.requireNonNull(file.getFilename());
            found.add(MigrationVersion.fromVersion(name.substring(1, name.indexOf("__"))));
        }
        return found;
    }
}
