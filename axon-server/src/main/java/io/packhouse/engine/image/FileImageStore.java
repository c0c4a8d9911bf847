package io.packhouse.engine.image;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Images as files, in folders by the start of their names: `ab/cd/img_abcd…`.
public final class FileImageStore implements ImageStore {

    private static final Pattern NAME = Pattern.compile("img_[0-9a-f]{64}(-[0-9]{1,5})?");

    private final Path folder;

    public FileImageStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public String put(byte[] bytes) {
        var name = "img_" + sha256(bytes);
        put(name, bytes, true);
        return name;
    }

    @Override
    public Optional<byte[]> get(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Renditions can be generated again, so they need not survive a power loss.
    void putDerived(String name, byte[] bytes) {
        put(name, bytes, false);
    }

    private void put(String name, byte[] bytes, boolean lasting) {
        var file = file(name);
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            var fresh = file.resolveSibling(name + "." + UUID.randomUUID() + ".new");
            try {
                write(fresh, bytes, lasting);
                Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
            if (lasting) {
                keepEntry(file.getParent());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] bytes, boolean lasting) throws IOException {
        try (var channel = FileChannel.open(file, WRITE, CREATE_NEW)) {
            var rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            if (lasting) {
                channel.force(true);
            }
        }
    }

    /// Makes the folder entry durable too; a platform on which folders cannot be opened does so
    /// itself.
    private static void keepEntry(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var channel = FileChannel.open(folder, READ)) {
                channel.force(true);
            }
        }
    }

    private Path file(String name) {
        return folder.resolve(name.substring(4, 6))
                .resolve(name.substring(6, 8))
                .resolve(name);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
