package io.packhouse.engine.datadirectory;

import io.packhouse.engine.startup.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The data folder of one installation, with a lock that admits a single process.
public final class DataDirectory implements AutoCloseable {

    private static final String KIND = "kind";
    private static final String ID = "id";
    private static final String UNFINISHED = "unfinished";
    private static final List<String> HARMLESS = List.of("lock", "lock.pid", "lost+found");

    private final Path path;
    private final Path shared;
    private final DirectoryLock lock;
    private final Properties store;

    private DataDirectory(Path path, Path shared, DirectoryLock lock, Properties store) {
        this.path = path;
        this.shared = shared;
        this.lock = lock;
        this.store = store;
    }

    public static DataDirectory open(Path path, EventStoreType kind) {
        return open(path, path, kind);
    }

    /// With a separate folder for the files that all nodes of a shop share.
    public static DataDirectory open(Path path, Path shared, EventStoreType kind) {
        try {
            OwnerOnlyFiles.createFolder(shared.toAbsolutePath());
            OwnerOnlyFiles.createFolder(path.toAbsolutePath());
            var folder = path.toRealPath();
            var lock = DirectoryLock.take(folder);
            try {
                requireFinished(folder);
                return new DataDirectory(folder, shared.toRealPath(), lock, store(folder, kind));
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /// An empty folder that is to become the store of that id, or one in which the same operation
    /// was interrupted. No engine opens it until it is finished.
    public static DataDirectory toFill(Path path, EventStoreType kind, String id, String work) {
        try {
            OwnerOnlyFiles.createFolder(path.toAbsolutePath());
            var folder = path.toRealPath();
            var lock = DirectoryLock.take(folder);
            try {
                begin(folder, work);
                var store = OwnerOnlyFiles.read(storeFile(folder));
                store.setProperty(KIND, kind.word());
                store.setProperty(ID, id);
                writeStore(folder, store);
                return new DataDirectory(folder, folder, lock, store);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private static StartupException unusable(Path folder, IOException failure) {
        var why = switch (failure) {
            case FileAlreadyExistsException e -> e.getFile() + " is a file";
            case AccessDeniedException e -> e.getFile() + " is not this user's to change";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> failure.toString();
        };
        return new StartupException(
                StartupException.Reason.FOLDER_UNUSABLE,
                "The data folder %s cannot be used: %s.".formatted(folder, why),
                "Name a folder that this user may write to with PACKHOUSE_DATA.");
    }

    private static void begin(Path folder, String work) throws IOException {
        var mark = folder.resolve(UNFINISHED);
        if (Files.exists(mark)) {
            if (!Files.readString(mark).equals(work)) {
                throw unfinished(folder);
            }
            return;
        }
        try (var entries = Files.list(folder)) {
            if (!entries.allMatch(entry -> HARMLESS.contains(entry.getFileName().toString()))) {
                throw new StartupException(
                        StartupException.Reason.NOT_EMPTY,
                        "The data folder %s is not empty.".formatted(folder),
                        "Choose an empty one with PACKHOUSE_DATA; nothing was changed.");
            }
        }
        OwnerOnlyFiles.write(mark, work);
    }

    /// Allows engines to open it.
    public void finish() throws IOException {
        Files.deleteIfExists(path.resolve(UNFINISHED));
    }

    private static void requireFinished(Path folder) {
        if (Files.exists(folder.resolve(UNFINISHED))) {
            throw unfinished(folder);
        }
    }

    private static StartupException unfinished(Path folder) {
        return new StartupException(
                StartupException.Reason.UNFINISHED,
                "The data folder %s was being filled and is not complete.".formatted(folder),
                "Repeat the same ./packhouse restore or import-events, or delete the folder.");
    }

    private static Properties store(Path folder, EventStoreType kind) throws IOException {
        var store = OwnerOnlyFiles.read(storeFile(folder));
        var recorded = store.getProperty(KIND);
        if (recorded == null) {
            store.setProperty(KIND, kind.word());
            store.setProperty(ID, UUID.randomUUID().toString());
            writeStore(folder, store);
        } else if (!recorded.equals(kind.word())) {
            throw new StartupException(
                    StartupException.Reason.WRONG_KIND,
                    "The data folder %s belongs to a store of kind %s and cannot serve one of kind %s."
                            .formatted(folder, recorded, kind.word()),
                    "Start with the kind it was made for, or choose another folder with PACKHOUSE_DATA.");
        }
        return store;
    }

    public Path path() {
        return path;
    }

    /// The folder of keys and files that every node needs; equals [#path()] for a single node.
    public Path shared() {
        return shared;
    }

    public String storeId() {
        return store.getProperty(ID);
    }

    public synchronized @Nullable String recall(String key) {
        return store.getProperty(key);
    }

    public synchronized void remember(String key, String value) {
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
        OwnerOnlyFiles.write(storeFile(folder), store, "What this folder was made for.");
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
