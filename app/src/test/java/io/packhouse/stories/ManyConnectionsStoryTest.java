package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.app.security.JwtIssuer;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.identity.api.Role;
import io.packhouse.sandbox.Sandbox;
import io.packhouse.sandbox.SandboxOptions;
import io.packhouse.testing.Client;
import io.packhouse.testing.ConcurrentClients;
import io.packhouse.testing.Deep;
import io.packhouse.testing.FreePort;
import io.packhouse.testing.KillableEngine;
import io.packhouse.testing.RawHttp;
import io.packhouse.testing.RunningEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An engine with 512 MB gets as much as one machine can send: bodies of a megabyte on hundreds of
/// connections, to endpoints with and without authentication, and thousands of heads that never
/// end. It answers meanwhile. When it does run out of memory it ends at once, and starts again with
/// everything that was recorded.
class ManyConnectionsStoryTest {

    static final int LARGE = Deep.orElse(750, 375);
    static final int SLOW = Deep.orElse(2_500, 1_000);
    /// Together three times the memory for bodies, in a deep run six times.
    static final int BODY = 262_144;
    static final String ITEM = "/api/v1/inventory/items/inv_main_CROWD/receipts";
    static final String ONE = "{\"quantity\":1,\"reason\":\"delivery\"}";

    @TempDir
    static Path folder;

    @Test
    void itAnswersUnderManyConnectionsAndRestartsAfterRunningOutOfMemory() throws Exception {
        var port = FreePort.any();
        try (var sandbox = Sandbox.start(SandboxOptions.defaults().withPort(0).withFolder(folder.resolve("sandbox")));
                var engine = new KillableEngine(folder, port, sandbox.baseUri())) {
            engine.start(
                    "",
                    "--spring.profiles.active=provoked",
                    "--packhouse.connections.max-per-address=0",
                    "--packhouse.bodies.timeout=PT2S");
            var warehouse = new Client(engine.base(), token());
            recordsOne(warehouse);

            try (var crowd = new ConcurrentClients(port, LARGE, large("/api/v1/orders", ""), "")) {
                assertThat(crowd.statuses(Duration.ofSeconds(40)).keySet()).isSubsetOf(401, 0);
                recordsOne(warehouse);
            }
            var webhook = large("/api/v1/payments/webhooks/stripe", "");
            try (var crowd = new ConcurrentClients(port, LARGE, webhook, "")) {
                recordsOne(warehouse);
                assertThat(crowd.statuses(Duration.ofSeconds(140)).keySet()).isSubsetOf(408, 503, 0);
            }
            var signedIn = "Authorization: Bearer " + token() + "\r\n";
            try (var crowd = new ConcurrentClients(port, LARGE, large(ITEM, signedIn), "")) {
                recordsOne(warehouse);
                assertThat(crowd.statuses(Duration.ofSeconds(140)).keySet()).isSubsetOf(408, 503, 0);
            }
            var slow = "GET /problems HTTP/1.1\r\nHost: x\r\n";
            try (var crowd = new ConcurrentClients(port, SLOW, slow, "a: b\r\n")) {
                for (var second = 0; second < 10; second++) {
                    recordsOne(warehouse);
                    answersAtOnce(port, "/actuator/health/readiness");
                    answersAtOnce(port, "/actuator/health/liveness");
                }
                assertThat(crowd.statuses(Duration.ofSeconds(60))).containsOnlyKeys(0);
            }
            answersAtOnce(port, "/actuator/health/readiness");
            var version = recordsOne(warehouse);

            runsOutOfMemory(engine, port);
            engine.start("");
            assertThat(recordsOne(warehouse)).isEqualTo(version + 1);
        }
    }

    private static void runsOutOfMemory(KillableEngine engine, int port) {
        try {
            RawHttp.send(port, "GET /provoked/out-of-memory HTTP/1.1\r\nHost: x\r\n\r\n");
        } catch (UncheckedIOException e) {
            assertThat(e).hasCauseInstanceOf(SocketException.class);
        }
        assertThat(engine.diesWithin(Duration.ofSeconds(20))).isTrue();
        assertThat(engine.log()).contains("Terminating due to java.lang.OutOfMemoryError");
    }

    /// The version of the item after it.
    private static int recordsOne(Client warehouse) {
        var answer = warehouse.post(ITEM, ONE);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body().path("version").asInt();
    }

    private static void answersAtOnce(int port, String path) throws IOException {
        try (var socket = RawHttp.open(port, Duration.ofSeconds(3))) {
            RawHttp.write(socket, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(RawHttp.read(socket).status()).isEqualTo(200);
        }
    }

    /// All but the last bytes of a large body.
    private static String large(String path, String headers) {
        return "POST "
                + path
                + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: "
                + UUID.randomUUID()
                + "\r\n"
                + headers
                + "Content-Length: "
                + BODY
                + "\r\n\r\n"
                + " ".repeat(BODY - 10);
    }

    private static String token() {
        var secrets = Secrets.in(folder.resolve("data"));
        return new JwtIssuer(secrets, Clock.systemUTC())
                .mint(RunningEngine.person(1), "Test", Role.LOGISTICS, Duration.ofHours(1));
    }
}
