package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.app.security.JwtIssuer;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.Client;
import io.packhouse.testing.FreePort;
import io.packhouse.testing.KillableEngine;
import io.packhouse.testing.RunningEngine;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGTERM under load. Half of the clients check readiness, as a load balancer does: none of their
/// requests fails. The others send until the port is closed: every answer is a success, and a
/// request without an answer was not done.
class ShutdownStoryTest {

    @TempDir
    static Path folder;

    final AtomicInteger keys = new AtomicInteger();
    final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<String> unanswered = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    volatile boolean ready = true;
    volatile boolean listening = true;

    @Test
    void acceptedRequestsAreCompleted() throws Exception {
        var port = FreePort.any();
        try (var engine = new KillableEngine(folder, port, URI.create("http://127.0.0.1:1"))) {
            engine.start("", "--packhouse.shutdown.drain-delay=PT2S");
            var staff = new Client(engine.base(), token());
            var clients = new ArrayList<Thread>();
            clients.add(Thread.startVirtualThread(() -> checkReadiness(staff)));
            for (var i = 0; i < 3; i++) {
                clients.add(Thread.startVirtualThread(() -> sendWhileReady(staff)));
                clients.add(Thread.startVirtualThread(() -> sendUntilClosed(staff)));
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.size() > 100);
            engine.terminate();
            await().atMost(Duration.ofSeconds(5)).until(() -> !ready);
            assertThat(staff.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(engine.diesWithin(Duration.ofSeconds(40))).isTrue();
            listening = false;
            for (var client : clients) {
                client.join();
            }
            assertThat(wrong).isEmpty();
            assertThat(engine.log()).doesNotContain(" ERROR ", "UnableToClaimToken");

            engine.start("");
            for (var key : acknowledged) {
                assertThat(receive(staff, key).header("Idempotency-Replayed")).isEqualTo("true");
            }
            for (var key : unanswered) {
                assertThat(receive(staff, key).header("Idempotency-Replayed")).isEqualTo("false");
            }
        }
    }

    private void checkReadiness(Client staff) {
        while (ready) {
            try {
                ready = staff.get("/actuator/health/readiness").status() == 200;
            } catch (UncheckedIOException e) {
                ready = false;
            }
        }
    }

    private void sendWhileReady(Client staff) {
        while (ready) {
            var key = "obeyed-" + keys.incrementAndGet();
            try {
                note(key, receive(staff, key));
            } catch (UncheckedIOException e) {
                wrong.add(key + ": " + e);
            }
        }
    }

    private void sendUntilClosed(Client staff) {
        while (listening) {
            var key = "insisted-" + keys.incrementAndGet();
            try {
                note(key, receive(staff, key));
            } catch (UncheckedIOException e) {
                unanswered.add(key);
                pause();
            }
        }
    }

    private void note(String key, Client.Answer answer) {
        if (answer.status() == 200) {
            acknowledged.add(key);
        } else {
            wrong.add(key + ": " + answer.text());
        }
    }

    private static Client.Answer receive(Client staff, String key) {
        var item = "inv_main_DOWN-" + Math.floorMod(key.hashCode(), 5);
        return staff.post(
                "/api/v1/inventory/items/" + item + "/receipts",
                "{\"quantity\":1,\"reason\":\"delivery\"}",
                "Idempotency-Key",
                key);
    }

    private static String token() {
        return new JwtIssuer(Secrets.in(folder.resolve("data")), Clock.systemUTC())
                .mint(RunningEngine.person(1), "Test", Role.ADMIN, Duration.ofHours(1));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
