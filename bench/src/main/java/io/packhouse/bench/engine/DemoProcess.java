package io.packhouse.bench.engine;

import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.app.maintenance.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `./packhouse demo` on free ports and a data folder that is deleted afterwards, also when the benchmark is
/// interrupted.
public final class DemoProcess implements AutoCloseable {

    private static final long STOP_SECONDS = 60;
    private static final long POLL_MILLIS = 50;

    /// Settings of the caller's engine must not reach this one: it would use another store or a real provider.
    private static final List<String> FOREIGN = List.of("PACKHOUSE_", "SPRING_", "STRIPE_", "SERVER_");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path script;
    private final Path folder;
    private final List<String> settings;
    private final int port = freePort();
    private final int sandboxPort = freePort();
    private @Nullable Process process;

    /// Below the project, so that the data is on the same disk as an engine's.
    public DemoProcess(Path root, List<String> settings) throws IOException {
        script = root.resolve("packhouse");
        folder = Files.createTempDirectory(Files.createDirectories(root.resolve("target")), "bench-");
        this.settings = settings;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    public Path data() {
        return folder.resolve("data");
    }

    public String base() {
        return "http://127.0.0.1:" + port;
    }

    /// The engine with a filled shop; closing it closes this.
    public MeasuredEngine filled(Progress progress) throws IOException, InterruptedException {
        start();
        progress.begin("Starting an engine", 1, "engines");
        var state = await(progress);
        progress.begin("Filling the shop", state.path("total").asInt(1), "steps");
        var done = 0;
        while (!state.path("done").asBoolean(false)) {
            if (state.hasNonNull("failure")) {
                throw new MaintenanceException(
                        "The shop cannot be filled: " + state.path("failure").asString());
            }
            Thread.sleep(POLL_MILLIS);
            state = await(progress);
            progress.step(state.path("completed").asInt() - done);
            done = state.path("completed").asInt();
        }
        progress.end();
        return new MeasuredEngine(base(), data(), this::close);
    }

    /// Returns at once; [#isReady] shows when it answers.
    public synchronized void start() throws IOException {
        var command = new ArrayList<>(List.of(script.toString(), "demo"));
        command.addAll(settings);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        builder.environment().keySet().removeIf(name -> FOREIGN.stream().anyMatch(name::startsWith));
        builder.environment().put("PACKHOUSE_DATA", data().toString());
        builder.environment().put("PACKHOUSE_PORT", Integer.toString(port));
        builder.environment().put("PACKHOUSE_SANDBOX_PORT", Integer.toString(sandboxPort));
        process = builder.start();
    }

    public synchronized void stop() {
        var running = process;
        if (running == null) {
            return;
        }
        var all = running.descendants().toList();
        running.destroy(); // The script stops the engine and the sandbox.
        try {
            if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    /// Whether it serves requests; an engine that has ended is an exception.
    public boolean isReady() throws IOException, InterruptedException {
        requireRunning();
        return get("/actuator/health/readiness") != null;
    }

    @Override
    public void close() {
        stop();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode await(Progress progress) throws IOException, InterruptedException {
        while (true) {
            requireRunning();
            var answer = get("/api/v1/demo/progress");
            if (answer != null) {
                return answer;
            }
            progress.step(0);
            Thread.sleep(POLL_MILLIS);
        }
    }

    private synchronized void requireRunning() throws IOException {
        if (process == null || !process.isAlive()) {
            throw new MaintenanceException("The engine has ended: " + Files.readString(output()));
        }
    }

    private @Nullable JsonNode get(String path) throws InterruptedException {
        try {
            var answer =
                    http.send(HttpRequest.newBuilder(URI.create(base() + path)).build(), BodyHandlers.ofString());
            return answer.statusCode() == 200 ? JsonMapper.shared().readTree(answer.body()) : null;
        } catch (IOException _) {
            return null; // The port is not open yet.
        }
    }

    private Path output() {
        return folder.resolve("output.log");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
