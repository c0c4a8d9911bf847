package io.packhouse.app.maintenance.store;

import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.app.maintenance.Progress;
import io.packhouse.app.maintenance.archive.ArchiveManifest;
import io.packhouse.app.maintenance.archive.ArchiveReader;
import io.packhouse.app.maintenance.archive.ArchiveWriter;
import io.packhouse.app.maintenance.archive.HashingOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The files of a store outside the database, by their paths relative to the folder.
public record StoreFiles(Path folder, List<String> kinds) {

    public static final String PASSWORDS = "passwords.properties";

    private static final String PREFIX = "files/";

    /// Uploads and exports. Scaled copies of images are left out, because they are generated again.
    public static StoreFiles ofStore(Path shared) {
        return new StoreFiles(shared, List.of("images", "manifests", "uploads", "exports"));
    }

    public static StoreFiles ofKeys(Path shared) {
        return new StoreFiles(shared, List.of("keys"));
    }

    /// Files of the embedded PostgreSQL, which belong to one node.
    public static StoreFiles ofPasswords(Path data) {
        return new StoreFiles(data, List.of(PASSWORDS));
    }

    public List<ArchiveManifest.Part> pack(ArchiveWriter archive) throws IOException {
        var parts = new ArrayList<ArchiveManifest.Part>();
        for (var kind : kinds) {
            var root = folder.resolve(kind);
            if (Files.exists(root)) {
                List<Path> files;
                try (Stream<Path> found = Files.walk(root)) {
                    files = found.filter(Files::isRegularFile).sorted().toList();
                }
                for (var file : files) {
                    add(archive, file, parts);
                }
            }
        }
        return parts;
    }

    private void add(ArchiveWriter archive, Path file, List<ArchiveManifest.Part> parts) throws IOException {
        var name = folder.relativize(file).toString().replace('\\', '/');
        if (name.endsWith(".new") || name.endsWith(".part")) {
            return; // Incomplete: still being written.
        }
        InputStream in;
        try {
            in = Files.newInputStream(file);
        } catch (NoSuchFileException _) {
            return; // Expired.
        }
        try (in) {
            parts.add(archive.add(PREFIX + name, in::transferTo));
        }
    }

    /// Restores the files and reports changed ones.
    public void unpack(ArchiveReader archive, Progress progress) throws IOException {
        var parts = archive.manifest().files().stream().filter(this::isOurs).toList();
        progress.begin("Restoring files", parts.size(), "files");
        for (var part : parts) {
            var target = folder.resolve(part.entry().substring(PREFIX.length())).normalize();
            if (!target.startsWith(folder.normalize())) {
                throw new MaintenanceException(part.entry() + " would be outside the folder.");
            }
            createFolders(target.getParent());
            var fresh = target.resolveSibling(target.getFileName() + ".restoring");
            var digest = HashingOutputStream.sha256();
            try (var in = archive.entry(part.entry());
                    var out = Files.newOutputStream(fresh)) {
                ArchiveReader.copy(in, out, digest, Progress.silent());
            }
            if (!HashingOutputStream.hex(digest).equals(part.sha256())) {
                throw new MaintenanceException(part.entry() + " was changed.");
            }
            ownerOnly(fresh, "rw-------");
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
            progress.step(1);
        }
        progress.end();
    }

    private boolean isOurs(ArchiveManifest.Part part) {
        return kinds.stream().anyMatch(kind -> (part.entry() + "/").startsWith(PREFIX + kind + "/"));
    }

    private void createFolders(Path wanted) throws IOException {
        if (Files.notExists(wanted)) {
            createFolders(wanted.getParent());
            Files.createDirectory(wanted);
            ownerOnly(wanted, "rwx------");
        }
    }

    private static void ownerOnly(Path file, String permissions) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
    }
}
