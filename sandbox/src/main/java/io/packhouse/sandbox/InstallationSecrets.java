package io.packhouse.sandbox;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The API key and the webhook secret of one installation: given as options, or generated at the
/// first start. Both are stored in files that only their owner may read; the engine is configured
/// to read them.
record InstallationSecrets(String secretKey, String webhookSecret) {

    private static final int BYTES = 24;

    static InstallationSecrets of(SandboxOptions options) {
        var folder = options.folder();
        try {
            Files.createDirectories(folder);
            return new InstallationSecrets(
                    kept(folder.resolve("secret-key"), "sk_test_", options.secretKey()),
                    kept(folder.resolve("webhook-secret"), "whsec_", options.webhookSecret()));
        } catch (IOException e) {
            throw new UncheckedIOException("The secrets in " + folder + " cannot be stored.", e);
        }
    }

    private static String kept(Path file, String prefix, @Nullable String given) throws IOException {
        if (given == null && Files.exists(file)) return Files.readString(file);
        var secret = given == null ? prefix + random() : given;
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, ownerOnly(fresh));
        Files.writeString(fresh, secret);
        Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING);
        return secret;
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        var permissions = PosixFilePermissions.fromString("rw-------");
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    private static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "InstallationSecrets[]";
    }
}
