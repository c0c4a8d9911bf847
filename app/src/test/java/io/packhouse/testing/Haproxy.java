package io.packhouse.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The HAProxy of this machine, running `deploy/haproxy.cfg`. Without one, its tests are skipped,
/// by name and with a message.
public final class Haproxy implements AutoCloseable {

    private static final Path CONFIGURATION = Path.of("..", "deploy", "haproxy.cfg");
    private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin");

    private final int port = FreePort.any();
    private final Client stats;
    private final Process process;
    private final Path log;

    /// The state of one server of the backend `ready`, from HAProxy's statistics.
    public record Server(boolean up, long requests) {}

    private Haproxy(Path program, Path folder, List<URI> nodes) {
        var statsPort = FreePort.any();
        stats = new Client("http://127.0.0.1:" + statsPort, "");
        log = folder.resolve("haproxy.log");
        var builder = new ProcessBuilder(program.toString(), "-db", "-f", CONFIGURATION.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("PROXY_ADDRESS", "127.0.0.1:" + port);
        builder.environment().put("STATS_ADDRESS", "127.0.0.1:" + statsPort);
        builder.environment().put("NODE_1", nodes.get(0).getAuthority());
        builder.environment().put("NODE_2", nodes.get(1).getAuthority());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path requireProgram(Class<?> test) {
        var found = find();
        if (found.isEmpty()) {
            var why = test.getSimpleName() + " is SKIPPED: there is no HAProxy here. Install it (apt install haproxy).";
            System.err.println(why);
            Assumptions.abort(why);
        }
        return found.orElseThrow();
    }

    public static Haproxy start(Path program, Path folder, List<URI> nodes) {
        var proxy = new Haproxy(program, folder, nodes);
        proxy.awaitUp("node-1", true);
        proxy.awaitUp("node-2", true);
        return proxy;
    }

    public String base() {
        return "http://127.0.0.1:" + port;
    }

    public void awaitUp(String name, boolean up) {
        await().atMost(Duration.ofSeconds(60)).until(() -> isUp(name) == up);
    }

    public long requests(String name) {
        return server(name).requests();
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isUp(String name) {
        if (!process.isAlive()) {
            throw new AssertionError("HAProxy ended: " + log());
        }
        try {
            return server(name).up();
        } catch (UncheckedIOException e) {
            return false; // It does not listen yet.
        }
    }

    private Server server(String name) {
        var lines = stats.get("/;csv")
                .text()
                .lines()
                .map(line -> line.split(",", -1))
                .toList();
        var columns = List.of(lines.getFirst());
        return lines.stream()
                .filter(line -> line[0].equals("ready") && line[1].equals(name))
                .map(line -> new Server(
                        line[columns.indexOf("status")].startsWith("UP"),
                        Long.parseLong(line[columns.indexOf("stot")])))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(name));
    }

    private static Optional<Path> find() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(":", -1)), FOLDERS.stream())
                .map(folder -> Path.of(folder, "haproxy"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
