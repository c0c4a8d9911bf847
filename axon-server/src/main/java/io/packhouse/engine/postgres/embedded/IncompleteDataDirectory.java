package io.packhouse.engine.postgres.embedded;

import io.packhouse.engine.datadirectory.OwnerOnlyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A data directory whose initdb was interrupted by a kill. That initdb may still be running and
/// writing.
record IncompleteDataDirectory(Path folder) {

    static final String PREFIX = "postgres.new-";

    private static final int TRIES = 20;

    static void removeAll(Path dataFolder) throws IOException {
        try (var halves = Files.newDirectoryStream(dataFolder, PREFIX + "*")) {
            for (var half : halves) {
                new IncompleteDataDirectory(half).remove();
            }
        }
    }

    private void remove() throws IOException {
        ProcessHandle.allProcesses().filter(this::isMadeBy).forEach(ProcessHandle::destroyForcibly);
        for (var tries = 0; tries < TRIES; tries++) {
            try {
                OwnerOnlyFiles.delete(folder);
                return;
            } catch (IOException | UncheckedIOException _) {
                // The children of a killed initdb need a moment to end.
                pause();
            }
        }
    }

    private boolean isMadeBy(ProcessHandle process) {
        var words = process.info().arguments().orElse(new String[0]);
        return List.of(words).contains("--pgdata=" + folder);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
