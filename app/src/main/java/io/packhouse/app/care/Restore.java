package io.packhouse.app.care;

import io.packhouse.engine.postgres.OpenedStore;
import io.packhouse.engine.postgres.StoreKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Makes a store out of an archive, in an empty folder or an empty database. Until the last step no
/// engine opens it; the same restore may be said again after a kill.
final class Restore {

    private final Surroundings here;

    record Done(Manifest manifest, boolean withKeys, int forgotten, boolean listFound) {}

    Restore(Surroundings here) {
        this.here = here;
    }

    Done restore(Path file, @Nullable Path keysFile) throws IOException, SQLException {
        return fill(file, keysFile, Manifest.Content.BACKUP);
    }

    /// Also into the other kind of store: see `Translation`.
    Done move(Path file, @Nullable Path keysFile) throws IOException, SQLException {
        return fill(file, keysFile, Manifest.Content.MOVE);
    }

    private Done fill(Path file, @Nullable Path keysFile, Manifest.Content content)
            throws IOException, SQLException {
        try (var archive = ArchiveReader.open(file).requiring(content);
                var keys = keysFile == null ? null : ArchiveReader.open(keysFile)) {
            check(archive);
            if (keys != null) {
                check(keys.requiring(Manifest.Content.KEYS));
                requireSameStore(archive.manifest(), keys.manifest());
            }
            KnownSteps.require(archive.manifest());
            return fill(archive, keys, kind(archive.manifest()));
        }
    }

    private Done fill(ArchiveReader archive, @Nullable ArchiveReader keys, StoreKind kind)
            throws IOException, SQLException {
        var manifest = archive.manifest();
        var work = "%s %s".formatted(manifest.content(), archive.fingerprint());
        try (var server = here.events(kind);
                var store =
                        OpenedStore.toFill(
                                here.data(),
                                here.settings(),
                                kind,
                                manifest.storeId(),
                                work,
                                folder -> givePasswords(keys, folder))) {
            KnownSteps.migrate(store, manifest);
            var moved = events(store, server, archive);
            here.files().unpack(archive, here.progress());
            if (keys != null) {
                KeptFiles.ofKeys(here.shared()).unpack(keys, here.progress());
            }
            var again = tables(store, archive, keys, moved);
            store.finish();
            return new Done(manifest, keys != null, again, Files.exists(here.forgotten().file()));
        }
    }

    private @Nullable Translation events(
            OpenedStore store, @Nullable EventCopy server, ArchiveReader archive)
            throws IOException, SQLException {
        var events = archive.manifest().events();
        if (events == null || events.part() == null) {
            return null;
        }
        try (Connection connection = store.databases().owner().connect()) {
            Tables.of(connection);
            var target = server == null ? new PostgresEvents(connection) : server;
            return new EventMove(archive, here.progress()).into(target);
        }
    }

    private int tables(
            OpenedStore store,
            ArchiveReader archive,
            @Nullable ArchiveReader keys,
            @Nullable Translation moved)
            throws IOException, SQLException {
        try (var filling = new StoreFilling(store, here.progress())) {
            filling.load(archive);
            if (moved != null && archive.manifest().content() == Manifest.Content.MOVE) {
                moved.apply(filling.connection());
            }
            if (keys != null) {
                filling.load(keys);
            }
            var again = filling.forget(here.forgotten().all());
            filling.commit();
            return again;
        }
    }

    private void check(ArchiveReader archive) throws IOException {
        var damage = archive.damage(here.progress());
        if (!damage.isEmpty()) {
            throw new CareRefused(
                    "The archive is damaged, nothing was touched: " + String.join(" ", damage));
        }
    }

    private static void requireSameStore(Manifest archive, Manifest keys) {
        if (!archive.storeId().equals(keys.storeId())) {
            throw new CareRefused(
                    "The keys are of another store (%s) than the archive (%s)."
                            .formatted(keys.storeId(), archive.storeId()));
        }
    }

    private StoreKind kind(Manifest manifest) {
        var wanted = here.kind();
        if (manifest.content() == Manifest.Content.BACKUP
                && !manifest.storeKind().equals(wanted.word())) {
            throw new CareRefused(
                    "The backup is of a store of kind %s, and PACKHOUSE_AXONSERVER asks for %s. "
                                    .formatted(manifest.storeKind(), wanted.word())
                            + "To change the kind use export-events and import-events.");
        }
        return wanted;
    }

    // Logins that were handed out go on working. A second try finds them in use already.
    private static void givePasswords(@Nullable ArchiveReader keys, Path folder) {
        if (keys == null || Files.exists(folder.resolve(KeptFiles.PASSWORDS))) {
            return;
        }
        try {
            KeptFiles.ofPasswords(folder).unpack(keys, Progress.silent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
