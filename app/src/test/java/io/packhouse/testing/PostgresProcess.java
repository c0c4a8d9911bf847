package io.packhouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The PostgreSQL of a data folder, as a process of the operating system.
public final class PostgresProcess {

    private final Path pidFile;

    private PostgresProcess(Path data) {
        pidFile = data.resolve("postgres/postmaster.pid");
    }

    public static PostgresProcess of(Path data) {
        return new PostgresProcess(data);
    }

    public long pid() {
        try {
            return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// SIGKILL for its main process alone.
    public void kill() {
        process().destroyForcibly();
    }

    /// Stops all of its processes with SIGSTOP.
    public void freeze() {
        signal("STOP", List.of(process())); // So that it starts no new ones.
        signal("STOP", process().children().toList());
    }

    /// Continues its processes.
    public void thaw() {
        ProcessHandle.of(pid())
                .ifPresent(first -> signal(
                        "CONT",
                        Stream.concat(first.children(), Stream.of(first)).toList()));
    }

    private ProcessHandle process() {
        return ProcessHandle.of(pid()).orElseThrow();
    }

    private static void signal(String name, List<ProcessHandle> processes) {
        try {
            for (var process : processes) {
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
