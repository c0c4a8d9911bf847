package io.packhouse.app.maintenance.backup;

import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.app.maintenance.archive.ArchiveManifest;
import io.packhouse.engine.postgres.Migrations;
import io.packhouse.engine.postgres.embedded.OfflineStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Compares the migrations of this build with those of an archive.
final class MigrationCompatibility {

    private MigrationCompatibility() {}

    /// Must be called before anything is changed.
    static void require(ArchiveManifest archiveManifest) throws IOException {
        var known = known();
        for (var step : archiveManifest.steps()) {
            if (!known.contains(MigrationVersion.fromVersion(step.version()))) {
                throw new MaintenanceException(
                        "The archive's tables are of version %s, which this build does not know: use the"
                                        .formatted(step.version())
                                + " build that made it (%s), or a newer one.".formatted(archiveManifest.engine()));
            }
        }
    }

    /// Migrates to the archive's version.
    static void migrate(OfflineStore store, ArchiveManifest archiveManifest) {
        var target = MigrationVersion.fromVersion(archiveManifest.version());
        var flyway = Migrations.upTo(target, store.databases());
        flyway.migrate();
        var changed = new ArrayList<String>();
        for (var step : archiveManifest.steps()) {
            for (var done : flyway.info().applied()) {
                if (MigrationVersion.fromVersion(step.version()).equals(done.getVersion())
                        && !Objects.equals(step.checksum(), done.getChecksum())) {
                    changed.add(step.version());
                }
            }
        }
        if (!changed.isEmpty()) {
            throw new MaintenanceException(
                    "The migrations %s are not those the archive was made with: use the build %s."
                            .formatted(changed, archiveManifest.engine()));
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
