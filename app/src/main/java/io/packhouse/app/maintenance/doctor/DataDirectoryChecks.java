package io.packhouse.app.maintenance.doctor;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.engine.postgres.embedded.OfflineStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Checks of the data folder and the permissions of its secrets.
record DataDirectoryChecks(MaintenanceContext here) {

    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final List<String> SECRET = List.of("passwords.properties", "keys", "tokens");

    List<CheckResult> run() {
        var data = here.data();
        if (Files.notExists(data)) {
            return List.of(CheckResult.skipped("folder", "There is no " + data + " yet."), erasureList());
        }
        var writable = Files.isDirectory(data) && Files.isWritable(data);
        return List.of(
                writable
                        ? CheckResult.fine("folder", data + " is usable.")
                        : CheckResult.broken(
                                "folder", data + " cannot be written to.", "Give it to the user who runs the engine."),
                secrets(),
                erasureList());
    }

    /// A store may only be used with the kind of event store it was created for.
    static CheckResult kind(MaintenanceContext here, OfflineStore store) {
        var state = store.isHeldByAnother() ? "in use" : "not in use";
        if (store.kind() == here.kind()) {
            return CheckResult.fine(
                    "store",
                    "Store %s of kind %s, %s."
                            .formatted(store.id(), store.kind().word(), state));
        }
        return CheckResult.broken(
                "store",
                "The store is of kind %s, and the settings require %s."
                        .formatted(store.kind().word(), here.kind().word()),
                "Set or unset PACKHOUSE_AXONSERVER, or choose another PACKHOUSE_DATA.");
    }

    private CheckResult secrets() {
        var open = new ArrayList<Path>();
        for (var folder : new HashSet<>(List.of(here.data(), here.shared()))) {
            for (var name : SECRET) {
                open.addAll(openToOthers(folder.resolve(name)));
            }
        }
        return open.isEmpty()
                ? CheckResult.fine("secrets", "Keys and passwords are readable by their owner only.")
                : CheckResult.broken(
                        "secrets",
                        "Other users may read " + open + ".",
                        "Run chmod go= on them, and replace the secrets if other users have read them.");
    }

    private static List<Path> openToOthers(Path root) {
        if (Files.notExists(root)
                || !root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return List.of();
        }
        try (var files = Files.walk(root)) {
            return files.filter(DataDirectoryChecks::isOpen).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOpen(Path file) {
        try {
            return !OWNERS.containsAll(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CheckResult erasureList() {
        var file = here.erasedPersons().file();
        var place = Files.exists(file) ? file : file.toAbsolutePath().getParent();
        return place != null && Files.isWritable(place)
                ? CheckResult.fine("erasure list", "Erased persons are listed in " + file + ".")
                : CheckResult.broken(
                        "erasure list",
                        "Persons cannot be erased, because %s cannot be written.".formatted(file),
                        "Name another file with PACKHOUSE_ERASURE_LIST, outside the data folder.");
    }
}
