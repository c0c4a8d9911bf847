package io.packhouse.app.maintenance;

import io.packhouse.engine.postgres.OfflineStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The folder and what must be nobody else's to read.
record DataDirectoryChecks(MaintenanceContext here) {

    private static final Set<PosixFilePermission> OWNERS =
            Set.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);
    private static final List<String> SECRET = List.of("passwords.properties", "keys", "tokens");

    List<CheckResult> look() {
        var data = here.data();
        if (Files.notExists(data)) {
            return List.of(
                    CheckResult.skipped("folder", "There is no " + data + " yet."), forgotten());
        }
        var writable = Files.isDirectory(data) && Files.isWritable(data);
        return List.of(
                writable
                        ? CheckResult.fine("folder", data + " can be used.")
                        : CheckResult.broken(
                                "folder",
                                data + " cannot be written to.",
                                "Give it to the user who runs the engine."),
                secrets(),
                forgotten());
    }

    /// Only the store's own kind may be started on it.
    static CheckResult kind(MaintenanceContext here, OfflineStore store) {
        var held = store.isHeldByAnother() ? "in use" : "not in use";
        if (store.kind() == here.kind()) {
            return CheckResult.fine(
                    "store",
                    "Store %s of kind %s, %s.".formatted(store.id(), store.kind().word(), held));
        }
        return CheckResult.broken(
                "store",
                "The store is of kind %s, and the settings ask for %s."
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
                ? CheckResult.fine("secrets", "Keys and passwords are their owner's alone.")
                : CheckResult.broken(
                        "secrets",
                        "Others may read " + open + ".",
                        "Say chmod go= on them, and hand out new secrets if somebody did.");
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

    private CheckResult forgotten() {
        var file = here.forgotten().file();
        var place = Files.exists(file) ? file : file.toAbsolutePath().getParent();
        return place != null && Files.isWritable(place)
                ? CheckResult.fine("forgotten", "Who is forgotten is noted in " + file + ".")
                : CheckResult.broken(
                        "forgotten",
                        "Nobody can be forgotten, because %s cannot be written.".formatted(file),
                        "Name another file with PACKHOUSE_ERASURE_LIST, outside the data folder.");
    }
}
