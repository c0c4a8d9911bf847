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

/// The list of erased persons, one per line, in a file outside the data folder and outside every
/// backup: restoring an older backup must not bring their keys back.
public record ErasedPersons(Path file) {

    private static final Set<StandardOpenOption> APPEND =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.APPEND);

    /// `packhouse.erasure-list`; by default beside the folder that all nodes share.
    public static ErasedPersons of(Environment settings) {
        var named = settings.getProperty("packhouse.erasure-list", "");
        if (!named.isBlank()) {
            return new ErasedPersons(Path.of(named));
        }
        var data = settings.getProperty("packhouse.data", "./data");
        var shared =
                Path.of(settings.getProperty("packhouse.shared-data", data)).toAbsolutePath();
        var folder = shared.normalize();
        return new ErasedPersons(folder.resolveSibling(folder.getFileName() + ".erased"));
    }

    /// Durable before the key is destroyed.
    void add(PersonId person) {
        var line = ByteBuffer.wrap((person.value() + "\n").getBytes(StandardCharsets.UTF_8));
        try (var channel = FileChannel.open(file, APPEND, ownerOnly())) {
            // A single write, so that two nodes never interleave their lines.
            channel.write(line);
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing was erased, because this file cannot be written: " + file, e);
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
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
