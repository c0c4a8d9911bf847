package io.packhouse.engine.encryption;

import io.packhouse.shared.api.PersonId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.springframework.core.env.Environment;

/// Who was forgotten, a line each, in a file outside the data folder and outside every backup: what
/// is restored from before must not know them again.
public record ErasedPersons(Path file) {

    private static final Set<StandardOpenOption> APPEND =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.APPEND);

    /// `packhouse.erasure-list`, by default beside the folder that all nodes share.
    public static ErasedPersons of(Environment settings) {
        var named = settings.getProperty("packhouse.erasure-list", "");
        if (!named.isBlank()) {
            return new ErasedPersons(Path.of(named));
        }
        var data = settings.getProperty("packhouse.data", "./data");
        var shared = Path.of(settings.getProperty("packhouse.shared-data", data)).toAbsolutePath();
        var folder = shared.normalize();
        return new ErasedPersons(folder.resolveSibling(folder.getFileName() + ".forgotten"));
    }

    /// Lasts before the key is destroyed.
    void add(PersonId person) {
        var line = ByteBuffer.wrap((person.value() + "\n").getBytes(StandardCharsets.UTF_8));
        try (var channel = FileChannel.open(file, APPEND, ownerOnly())) {
            // One write, so that two nodes never mix their lines.
            channel.write(line);
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Nobody was forgotten, because it cannot be noted in " + file, e);
        }
    }

    public List<String> all() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .distinct()
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read.", e);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        var posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
