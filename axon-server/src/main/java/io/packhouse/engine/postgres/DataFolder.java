package io.packhouse.engine.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Everything one installation keeps, and the promise that only one process works on it.
public final class DataFolder implements AutoCloseable {

    private static final String KIND = "kind";
    private static final String ID = "id";

    private final Path path;
    private final Path shared;
    private final FolderLock lock;
    private final Properties store;

    private DataFolder(Path path, Path shared, FolderLock lock, Properties store) {
        this.path = path;
        this.shared = shared;
        this.lock = lock;
        this.store = store;
    }

    public static DataFolder open(Path path, StoreKind kind) {
        return open(path, path, kind);
    }

    /// With another folder for what all nodes of one shop share.
    public static DataFolder open(Path path, Path shared, StoreKind kind) {
        try {
            PrivateFiles.createFolder(shared.toAbsolutePath());
            PrivateFiles.createFolder(path.toAbsolutePath());
            var folder = path.toRealPath();
            var lock = FolderLock.take(folder);
            try {
                return new DataFolder(folder, shared.toRealPath(), lock, store(folder, kind));
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder %s cannot be used.".formatted(path), e);
        }
    }

    private static Properties store(Path folder, StoreKind kind) throws IOException {
        var store = PrivateFiles.read(storeFile(folder));
        var recorded = store.getProperty(KIND);
        if (recorded == null) {
            store.setProperty(KIND, kind.word);
            store.setProperty(ID, UUID.randomUUID().toString());
            writeStore(folder, store);
        } else if (!recorded.equals(kind.word)) {
            throw new StartRefused(
                    StartRefused.Reason.WRONG_KIND,
                    ("The data folder %s belongs to a store of kind %s"
                                    + " and cannot serve one of kind %s.")
                            .formatted(folder, recorded, kind.word),
                    "Start with the kind it was made for, or choose another folder with"
                            + " PACKHOUSE_DATA.");
        }
        return store;
    }

    public Path path() {
        return path;
    }

    /// Where keys and files lie that every node must find; the same as [#path()] for one alone.
    public Path shared() {
        return shared;
    }

    public String storeId() {
        return store.getProperty(ID);
    }

    synchronized @Nullable String recall(String key) {
        return store.getProperty(key);
    }

    synchronized void remember(String key, String value) {
        store.setProperty(key, value);
        try {
            writeStore(path, store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path storeFile(Path folder) {
        return folder.resolve("store.properties");
    }

    private static void writeStore(Path folder, Properties store) throws IOException {
        PrivateFiles.write(storeFile(folder), store, "What this folder was made for.");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
