package io.packhouse.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.testing.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Two engines, a gateway, a sandbox and a PostgreSQL as processes: each is killed, and then
/// whoever keeps them.
class KeeperStoryTest {

    private static final Duration LONG = Duration.ofMinutes(6);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final int port = FreePort.any();
    private final int sandboxPort = FreePort.any();
    private final HttpClient http = HttpClient.newHttpClient();
    private Process keeper;

    @AfterEach
    void end() throws InterruptedException {
        keeper.destroy();
        if (!keeper.waitFor(60, TimeUnit.SECONDS)) {
            keeper.destroyForcibly();
        }
        book().alive().forEach((_, process) -> process.destroyForcibly());
    }

    @Test
    void whateverIsKilledComesBack() throws Exception {
        start();
        assertThat(doors("/api/v1/orders")).contains("get", "post");
        for (var name : List.of("node-2", "gateway", "sandbox")) {
            var before = book().find(name).orElseThrow();
            before.destroyForcibly();
            await().atMost(LONG).until(() -> book().find(name).isPresent());
            assertThat(book().find(name)).isNotEqualTo(before);
        }
        killPostgres();
        await().atMost(LONG).until(() -> statusCode() == 0);
        assertThat(read()).isEqualTo(200);

        keeper.destroyForcibly().waitFor();
        var left = book().alive();
        assertThat(left).containsKeys("node-1", "node-2", "gateway", "sandbox");
        start();
        assertThat(left.get("node-1").isAlive()).isFalse();
        assertThat(read()).isEqualTo(200);
        assertThat(command()).isEqualTo(401); // Nobody is signed in: an engine said so.

        var known = book().alive();
        keeper.destroy();
        assertThat(keeper.waitFor(90, TimeUnit.SECONDS)).isTrue();
        known.remove(Orphans.SCRIPT);
        assertThat(known.values()).noneMatch(ProcessHandle::isAlive);
        assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();
        assertThat(statusCode()).isEqualTo(1);
    }

    private void start() throws IOException {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClusterMain.class.getName(),
                        "--nodes",
                        "2");
        builder.environment().putAll(environment());
        builder.environment()
                .keySet()
                .removeAll(
                        List.of(
                                "PACKHOUSE_AXONSERVER",
                                "PACKHOUSE_SECRETS",
                                "STRIPE_SECRET_KEY",
                                "STRIPE_SECRET_KEY_FILE"));
        var log = folder.resolve("keeper.log");
        keeper = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        await().atMost(LONG)
                .until(() -> !keeper.isAlive() || Files.readString(log).contains("answers on"));
        assertThat(keeper.isAlive()).as(Files.readString(log)).isTrue();
    }

    private void killPostgres() throws IOException {
        var file = folder.resolve("data/postgres/postmaster.pid");
        var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().atMost(LONG)
                .until(
                        () ->
                                Files.readString(folder.resolve("keeper.log"))
                                        .contains("there again"));
    }

    private Map<String, String> environment() {
        return Map.of(
                "PACKHOUSE_DATA", folder.resolve("data").toString(),
                "PACKHOUSE_PORT", Integer.toString(port),
                "PACKHOUSE_SANDBOX_PORT", Integer.toString(sandboxPort));
    }

    private int statusCode() {
        var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Status(ClusterOptions.of(environment(), List.of("status")), out).print();
    }

    private Book book() {
        return new Book(folder.resolve("data/cluster"));
    }

    private int read() throws Exception {
        return send(HttpRequest.newBuilder(uri("/api/v1/packs")).build());
    }

    /// The methods of one address, as the description of the whole cluster has them.
    private Collection<String> doors(String address) throws Exception {
        var request = HttpRequest.newBuilder(uri("/v3/api-docs")).build();
        var described = http.send(request, BodyHandlers.ofString());
        return JsonMapper.shared()
                .readTree(described.body())
                .path("paths")
                .path(address)
                .propertyNames();
    }

    private int command() throws Exception {
        return send(
                HttpRequest.newBuilder(uri("/api/v1/orders"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "story")
                        .POST(BodyPublishers.ofString("{}"))
                        .build());
    }

    private int send(HttpRequest request) throws Exception {
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
