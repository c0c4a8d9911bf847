package io.packhouse.engine.datadirectory;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.packhouse.engine.startup.StartupException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A file lock of this process; the operating system releases it however the process ends.
record DirectoryLock(Path folder, FileChannel channel) implements AutoCloseable {

    // POSIX drops every lock of a process on a file when the process closes any channel on it, so a
    // second attempt by this process must be rejected before it opens one.
    private static final Set<Path> LOCKED_HERE = ConcurrentHashMap.newKeySet();

    static DirectoryLock take(Path folder) throws IOException {
        if (!LOCKED_HERE.add(folder)) {
            throw inUse(folder, ProcessHandle.current().pid() + ", this one");
        }
        var file = folder.resolve("lock");
        var channel = open(folder, file);
        try {
            if (channel.tryLock() == null) {
                throw inUse(folder, holder(folder));
            }
            OwnerOnlyFiles.write(pidFile(folder), ProcessHandle.current().pid() + "\n");
            return new DirectoryLock(folder, channel);
        } catch (IOException | RuntimeException e) {
            LOCKED_HERE.remove(folder);
            channel.close();
            throw e;
        }
    }

    private static FileChannel open(Path folder, Path file) throws IOException {
        try {
            return FileChannel.open(file, Set.of(CREATE, WRITE), OwnerOnlyFiles.ownerOnly(file));
        } catch (IOException e) {
            LOCKED_HERE.remove(folder);
            throw e;
        }
    }

    // The pid is in a separate file because a locked file cannot be read on Windows.
    private static Path pidFile(Path folder) {
        return folder.resolve("lock.pid");
    }

    private static String holder(Path folder) throws IOException {
        var file = pidFile(folder);
        return Files.exists(file) ? Files.readString(file).strip() : "unknown";
    }

    private static StartupException inUse(Path folder, String pid) {
        return new StartupException(
                StartupException.Reason.FOLDER_LOCKED,
                "The data folder %s is in use by another process (pid %s).".formatted(folder, pid),
                "Stop that process, or choose another folder with PACKHOUSE_DATA.");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(pidFile(folder));
        LOCKED_HERE.remove(folder);
        channel.close();
    }
}
