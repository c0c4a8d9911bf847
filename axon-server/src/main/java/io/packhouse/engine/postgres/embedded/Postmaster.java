package io.packhouse.engine.postgres.embedded;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.startup.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server process of a data directory: started, stopped, and found again after a kill.
record Postmaster(PostgresDataDirectory cluster, PostgresCommands programs, Path log) {

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

    // Recovery after a kill replays up to max_wal_size, which takes minutes on a slow disk.
    private static final String START_SECONDS = "600";
    private static final String STOP_SECONDS = "60";
    private static final int TRIES = 5;
    private static final long BIG_LOG_BYTES = 16L << 20;

    int start(DataDirectory folder) throws IOException {
        rotateLog();
        for (var attempt = 1; ; attempt++) {
            stopOrphan();
            var port = PortAllocation.of(folder);
            var spoken = launch(port);
            if (spoken.code() == 0) {
                return port;
            }
            if (attempt == TRIES) {
                throw notStarted(spoken);
            }
            LOG.warn("PostgreSQL did not start, attempt {} of {}: {}", attempt, TRIES, spoken.words());
            pause(attempt * 200L);
        }
    }

    /// Restarts at the same port. The remaining processes need a moment to end; until then
    /// PostgreSQL refuses to start.
    void startAgain(int port) throws IOException {
        rotateLog();
        stopOrphan();
        var spoken = launch(port);
        for (var attempt = 1; spoken.code() != 0 && attempt < TRIES; attempt++) {
            pause(attempt * 200L);
            spoken = launch(port);
        }
        if (spoken.code() != 0) {
            throw notStarted(spoken);
        }
    }

    private PostgresCommands.ProcessOutput launch(int port) throws IOException {
        cluster.configure(port);
        return control("start", START_SECONDS, "--log=" + log);
    }

    private StartupException notStarted(PostgresCommands.ProcessOutput spoken) {
        return new StartupException(
                StartupException.Reason.DATABASE_SILENT,
                "PostgreSQL does not start on %s: %s"
                        .formatted(cluster.home(), spoken.words().strip()),
                "See the end of %s.".formatted(log));
    }

    void stop() throws IOException {
        if (control("stop", STOP_SECONDS, "--mode=fast").code() != 0) {
            control("stop", STOP_SECONDS, "--mode=immediate");
        }
    }

    private void stopOrphan() throws IOException {
        if (Files.notExists(pidFile())) {
            return;
        }
        var first = Files.readString(pidFile()).lines().findFirst().orElse("").strip();
        if (!first.matches("\\d+")) {
            // Truncated by a power loss; PostgreSQL would refuse to start.
            Files.deleteIfExists(pidFile());
            return;
        }
        var recorded = ProcessHandle.of(Long.parseLong(first));
        if (recorded.isPresent() && isZombie(recorded.get())) {
            awaitChildren();
            Files.deleteIfExists(pidFile()); // PostgreSQL would assume that it runs.
        } else if (recorded.isPresent()) {
            end(recorded.get());
        }
    }

    private void end(ProcessHandle process) throws IOException {
        if (!servesThisCluster(process)) {
            // The pid belongs to another program now; PostgreSQL would wait for it for ever.
            Files.deleteIfExists(pidFile());
            return;
        }
        LOG.warn("Stopping the PostgreSQL of a killed run, pid {}", process.pid());
        var stopped = control("stop", "20", "--mode=fast");
        if (stopped.code() != 0 && process.isAlive()) {
            process.destroyForcibly();
            await(process);
        }
    }

    boolean isRunning() {
        try {
            var first =
                    Files.readString(pidFile()).lines().findFirst().orElse("").strip();
            return first.matches("\\d+")
                    && ProcessHandle.of(Long.parseLong(first))
                            .filter(this::servesThisCluster)
                            .filter(process -> !isZombie(process))
                            .isPresent();
        } catch (IOException e) {
            return false; // It deletes its file when it ends.
        }
    }

    private boolean servesThisCluster(ProcessHandle process) {
        var info = process.info();
        var isPostgres = info.command().map(Postmaster::isPostgres).orElse(true);
        // Windows does not show arguments; a postgres with this pid is assumed to be ours.
        var here = cluster.home().toString();
        return isPostgres
                && info.arguments().map(words -> List.of(words).contains(here)).orElse(true);
    }

    /// A zombie: it has ended but was not reaped, as in a container whose first process does not.
    private static boolean isZombie(ProcessHandle process) {
        try {
            var state = Files.readString(Path.of("/proc/%s/stat".formatted(process.pid())));
            return state.substring(state.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException _) {
            return false; // Another platform, or already reaped.
        }
    }

    /// The processes of a killed postmaster end a moment after it.
    private void awaitChildren() throws IOException {
        var waited = 0;
        for (var child = child(); child.isPresent(); child = child()) {
            if (waited++ == 100) {
                throw new IOException("Process %s has not ended yet.".formatted(child.get()));
            }
            pause(100);
        }
    }

    /// Each process of a cluster has the data directory as its working directory.
    private Optional<Path> child() throws IOException {
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                if (worksIn(process).equals(cluster.home())) {
                    return Optional.of(process);
                }
            }
            return Optional.empty();
        }
    }

    private static Path worksIn(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd"));
        } catch (IOException _) {
            return process; // Ended, or of another user.
        }
    }

    private static boolean isPostgres(String command) {
        var name = Path.of(command).getFileName();
        return name != null && name.toString().startsWith("postgres");
    }

    private static void await(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The PostgreSQL of a killed run does not end.", e);
        }
    }

    private PostgresCommands.ProcessOutput control(String verb, String seconds, String how) throws IOException {
        var output = log.resolveSibling("pg_ctl.log");
        var home = "--pgdata=" + cluster.home();
        return programs.run(output, "pg_ctl", verb, home, "--wait", "--timeout=" + seconds, how);
    }

    private void rotateLog() throws IOException {
        if (Files.exists(log) && Files.size(log) > BIG_LOG_BYTES) {
            var old = log.resolveSibling(log.getFileName() + ".old");
            Files.move(log, old, REPLACE_EXISTING);
        }
    }

    private Path pidFile() {
        return cluster.home().resolve("postmaster.pid");
    }

    private static void pause(long milliseconds) throws IOException {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
