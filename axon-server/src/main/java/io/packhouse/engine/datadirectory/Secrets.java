package io.packhouse.engine.datadirectory;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.function.Supplier;

/// Generated keys, one file each in the data folder, created on first use.
public final class Secrets {

    private static final int BYTES = 32;

    private final Path folder;

    public Secrets(DataDirectory data) {
        this(data.shared());
    }

    private Secrets(Path data) {
        folder = data.resolve("keys");
    }

    /// For a process that may read the folder but does not own its lock, such as a command beside
    /// the engine.
    public static Secrets in(Path data) {
        return new Secrets(data);
    }

    /// 32 random bytes, generated once.
    public byte[] bytes(String name) {
        return Base64.getDecoder().decode(text(name, Secrets::random));
    }

    /// A text, generated once by `first`.
    public String text(String name, Supplier<String> first) {
        var file = folder.resolve(name);
        try {
            if (Files.notExists(file)) {
                OwnerOnlyFiles.createFolder(folder);
                make(file, first);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The key " + name + " cannot be read or created.", e);
        }
    }

    /// Nodes that start concurrently must not create two.
    private static void make(Path file, Supplier<String> first) throws IOException {
        synchronized (Secrets.class) {
            var gate = file.resolveSibling(".lock");
            var ours = OwnerOnlyFiles.ownerOnly(gate);
            try (var channel = FileChannel.open(gate, Set.of(CREATE, WRITE), ours);
                    var _ = channel.lock()) {
                if (Files.notExists(file)) {
                    OwnerOnlyFiles.write(file, first.get());
                }
            }
        }
    }

    /// Whether the key exists.
    public boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    /// Writes a text to a file that only its owner may read; the name is relative to the keys'
    /// folder.
    public synchronized void keep(String name, String text) {
        var file = folder.resolve(name).normalize();
        try {
            OwnerOnlyFiles.createFolder(file.getParent());
            OwnerOnlyFiles.write(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be written.", e);
        }
    }

    private static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
