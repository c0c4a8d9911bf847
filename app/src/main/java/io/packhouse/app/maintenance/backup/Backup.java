package io.packhouse.app.maintenance.backup;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.app.maintenance.archive.ArchiveManifest;
import io.packhouse.app.maintenance.archive.ArchiveReader;
import io.packhouse.app.maintenance.archive.ArchiveWriter;
import io.packhouse.app.maintenance.store.StoreFiles;
import io.packhouse.engine.postgres.embedded.OfflineStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// Writes two archives of one moment: the store, and separately the keys that make its personal
/// data readable. Both are verified before the backup succeeds.
final class Backup {

    private final MaintenanceContext here;

    /// The written files.
    record BackupResult(Path file, Path keys, ArchiveManifest manifest, long bytes) {}

    Backup(MaintenanceContext here) {
        this.here = here;
    }

    BackupResult make(ArchiveManifest.Content content, Path file, Path keysFile) throws IOException, SQLException {
        createFolder(file);
        createFolder(keysFile);
        ArchiveManifest manifest;
        try (var store = OfflineStore.of(here.data(), here.settings());
                var server = here.events(store.kind());
                var archive = new ArchiveWriter(file);
                var keys = new ArchiveWriter(keysFile)) {
            try (var reading = new StoreSnapshot(store, here.progress())) {
                manifest = reading.write(archive, content, List.of(here.files()), server);
            }
            // In a later snapshot than the data encrypted with them.
            try (var reading = new StoreSnapshot(store, here.progress())) {
                keys.finish(keys(keys, reading));
            }
            archive.finish(manifest);
        }
        check(keysFile);
        check(file);
        return new BackupResult(file, keysFile, manifest, Files.size(file));
    }

    private ArchiveManifest keys(ArchiveWriter archive, StoreSnapshot reading) throws IOException, SQLException {
        var files = List.of(StoreFiles.ofKeys(here.shared()), StoreFiles.ofPasswords(here.data()));
        return reading.write(archive, ArchiveManifest.Content.KEYS, files, null);
    }

    private void check(Path file) throws IOException {
        try (var archive = ArchiveReader.open(file)) {
            var damage = archive.damage(here.progress());
            if (!damage.isEmpty()) {
                throw new MaintenanceException(
                        "%s was written and cannot be read again: %s".formatted(file, String.join(" ", damage)));
            }
        }
    }

    private static void createFolder(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }

    /// `packhouse-….zip` to `packhouse-….keys.zip`.
    static Path keysOf(Path file) {
        var name = String.valueOf(file.getFileName());
        var plain = name.endsWith(".zip") ? name.substring(0, name.length() - 4) : name;
        return file.resolveSibling(plain + ".keys.zip");
    }
}
