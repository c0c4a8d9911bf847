package io.packhouse.app.maintenance.backup;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.app.maintenance.Progress;
import io.packhouse.app.maintenance.archive.ArchiveManifest;
import io.packhouse.app.maintenance.archive.ArchiveReader;
import io.packhouse.app.maintenance.store.PositionTranslation;
import io.packhouse.app.maintenance.store.PostgresRawEventStore;
import io.packhouse.app.maintenance.store.RawEventStore;
import io.packhouse.app.maintenance.store.StoreFiles;
import io.packhouse.app.maintenance.store.TableCatalog;
import io.packhouse.engine.datadirectory.EventStoreType;
import io.packhouse.engine.postgres.embedded.OfflineStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Restores an archive into an empty folder or an empty database. No engine can open the store
/// before the last step; an interrupted restore can be repeated.
final class Restore {

    private final MaintenanceContext here;

    record RestoreResult(ArchiveManifest manifest, boolean withKeys, int erased, boolean listFound) {}

    Restore(MaintenanceContext here) {
        this.here = here;
    }

    RestoreResult restore(Path file, @Nullable Path keysFile) throws IOException, SQLException {
        return fill(file, keysFile, ArchiveManifest.Content.BACKUP);
    }

    /// Also into the other kind of store: see `PositionTranslation`.
    RestoreResult move(Path file, @Nullable Path keysFile) throws IOException, SQLException {
        return fill(file, keysFile, ArchiveManifest.Content.MOVE);
    }

    private RestoreResult fill(Path file, @Nullable Path keysFile, ArchiveManifest.Content content)
            throws IOException, SQLException {
        try (var archive = ArchiveReader.open(file).requiring(content);
                var keys = keysFile == null ? null : ArchiveReader.open(keysFile)) {
            check(archive);
            if (keys != null) {
                check(keys.requiring(ArchiveManifest.Content.KEYS));
                requireSameStore(archive.manifest(), keys.manifest());
            }
            MigrationCompatibility.require(archive.manifest());
            return fill(archive, keys, kind(archive.manifest()));
        }
    }

    private RestoreResult fill(ArchiveReader archive, @Nullable ArchiveReader keys, EventStoreType kind)
            throws IOException, SQLException {
        var manifest = archive.manifest();
        var work = "%s %s".formatted(manifest.content(), archive.fingerprint());
        try (var server = here.events(kind);
                var store = OfflineStore.toFill(
                        here.data(),
                        here.settings(),
                        kind,
                        manifest.storeId(),
                        work,
                        folder -> givePasswords(keys, folder))) {
            MigrationCompatibility.migrate(store, manifest);
            var moved = events(store, server, archive);
            here.files().unpack(archive, here.progress());
            if (keys != null) {
                StoreFiles.ofKeys(here.shared()).unpack(keys, here.progress());
            }
            var again = tables(store, archive, keys, moved);
            store.finish();
            return new RestoreResult(
                    manifest,
                    keys != null,
                    again,
                    Files.exists(here.erasedPersons().file()));
        }
    }

    private @Nullable PositionTranslation events(
            OfflineStore store, @Nullable RawEventStore server, ArchiveReader archive)
            throws IOException, SQLException {
        var events = archive.manifest().events();
        if (events == null || events.part() == null) {
            return null;
        }
        try (Connection connection = store.databases().owner().connect()) {
            TableCatalog.of(connection);
            var target = server == null ? new PostgresRawEventStore(connection) : server;
            return new EventImporter(archive, here.progress()).into(target);
        }
    }

    private int tables(
            OfflineStore store,
            ArchiveReader archive,
            @Nullable ArchiveReader keys,
            @Nullable PositionTranslation moved)
            throws IOException, SQLException {
        try (var filling = new StoreLoader(store, here.progress())) {
            filling.load(archive);
            if (moved != null && archive.manifest().content() == ArchiveManifest.Content.MOVE) {
                moved.apply(filling.connection());
            }
            if (keys != null) {
                filling.load(keys);
            }
            var again = filling.erase(here.erasedPersons().all());
            filling.commit();
            return again;
        }
    }

    private void check(ArchiveReader archive) throws IOException {
        var damage = archive.damage(here.progress());
        if (!damage.isEmpty()) {
            throw new MaintenanceException("The archive is damaged, nothing was touched: " + String.join(" ", damage));
        }
    }

    private static void requireSameStore(ArchiveManifest archive, ArchiveManifest keys) {
        if (!archive.storeId().equals(keys.storeId())) {
            throw new MaintenanceException("The keys are of another store (%s) than the archive (%s)."
                    .formatted(keys.storeId(), archive.storeId()));
        }
    }

    private EventStoreType kind(ArchiveManifest manifest) {
        var wanted = here.kind();
        if (manifest.content() == ArchiveManifest.Content.BACKUP
                && !manifest.storeKind().equals(wanted.word())) {
            throw new MaintenanceException("The backup is of a store of kind %s, and PACKHOUSE_AXONSERVER requires %s. "
                            .formatted(manifest.storeKind(), wanted.word())
                    + "To change the kind use export-events and import-events.");
        }
        return wanted;
    }

    // Existing logins stay valid. A repeated restore finds them in use already.
    private static void givePasswords(@Nullable ArchiveReader keys, Path folder) {
        if (keys == null || Files.exists(folder.resolve(StoreFiles.PASSWORDS))) {
            return;
        }
        try {
            StoreFiles.ofPasswords(folder).unpack(keys, Progress.silent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
