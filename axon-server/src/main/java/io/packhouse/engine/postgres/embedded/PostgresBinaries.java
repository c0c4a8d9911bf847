package io.packhouse.engine.postgres.embedded;

import io.packhouse.engine.datadirectory.OwnerOnlyFiles;
import io.packhouse.engine.startup.StartupException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The platform's PostgreSQL, unpacked once per user and shared by all data folders.
///
/// Only the archives and their lookup are zonky's. Its runner trusts every local connection,
/// attaches to the server of a killed run and initialises in place, so a kill leaves half a folder;
/// calling initdb and pg_ctl directly avoids all of that.
record PostgresBinaries(Path folder) {

    static PostgresBinaries unpacked() throws IOException {
        var archive = archive();
        var name = "postgres-" + fingerprint(archive);
        var home = Path.of(System.getProperty("user.home"), ".cache", "packhouse");
        try {
            return unpacked(archive, home.resolve(name));
        } catch (FileSystemException _) {
            // A read-only home is common in containers.
            var user = System.getProperty("user.name");
            var shared = Path.of(System.getProperty("java.io.tmpdir"), "packhouse-" + user);
            return unpacked(archive, shared.resolve(name));
        }
    }

    private static PostgresBinaries unpacked(byte[] archive, Path target) throws IOException {
        if (Files.notExists(target)) {
            OwnerOnlyFiles.createFolder(target.getParent());
            var fresh = Files.createTempDirectory(target.getParent(), "unpacking-");
            unpack(archive, fresh);
            try {
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileSystemException e) {
                OwnerOnlyFiles.delete(fresh);
                if (Files.notExists(target)) {
                    throw e;
                }
            }
        }
        return new PostgresBinaries(target);
    }

    private static byte[] archive() throws IOException {
        var system = system();
        var machine = System.getProperty("os.arch");
        if (machine.equals("amd64")) {
            machine = "x86_64";
        }
        try (var in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
            return in.readAllBytes();
        } catch (IllegalStateException | NullPointerException _) {
            throw new StartupException(
                    StartupException.Reason.NO_BINARIES,
                    "This build contains no PostgreSQL for %s on %s.".formatted(system, machine),
                    "Build on this machine, or point SPRING_DATASOURCE_URL at a PostgreSQL.");
        }
    }

    private static String system() {
        var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.contains("windows")) {
            return "Windows";
        }
        return name.contains("mac") ? "Darwin" : "Linux";
    }

    private static String fingerprint(byte[] archive) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(byte[] archive, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                place(entry, tar, folder.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void place(TarArchiveEntry entry, TarArchiveInputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true)) {
            throw new IOException("%s cannot be made executable.".formatted(target));
        }
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }
}
