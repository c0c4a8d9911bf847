package io.packhouse.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.packhouse.app.security.JwtIssuer;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.RawHttp;
import io.packhouse.testing.SharedEngine;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A client that sends slowly or opens many connections keeps no other client out: an engine with
/// short timeouts and few connections.
class SlowAndManyTest {

    static final int MOST = 60;
    static final int EACH = 40;
    static final String RECEIPTS = "/api/v1/inventory/items/inv_main_SLOW/receipts";
    static final String READY = "/actuator/health/readiness";
    static final Duration PATIENCE = Duration.ofSeconds(10);

    static SharedEngine engine;
    static String token;

    @BeforeAll
    static void start() {
        engine = SharedEngine.start(
                SharedEngine.temporary(),
                "packhouse.connections.head-timeout=PT2S",
                "packhouse.connections.idle-timeout=PT3S",
                "packhouse.connections.max=" + MOST,
                "packhouse.connections.max-per-address=" + EACH,
                "packhouse.live-streams.max-per-user=100",
                "packhouse.bodies.max-memory=262144",
                "packhouse.bodies.timeout=PT1S");
        token = engine.bean(JwtIssuer.class).mint(SharedEngine.person(Role.LOGISTICS), "Test", Role.LOGISTICS);
        // The first request of an engine takes longer than these limits on a busy machine, and it
        // is ready only when its processors have read the log once.
        await().ignoreExceptions()
                .atMost(Duration.ofMinutes(2))
                .until(() -> answer("/").status() == 200
                        && answer("/problems").status() == 200
                        && answer(READY).status() == 200);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "G",
                "GET /problems HTTP/1.1\r\nHost: x\r\n",
                "GET /problems HTTP/1.1\r\nHost: x\r\n\r\nGET /problems HTTP/1.1\r\nHost: x\r\n",
            })
    void aConnectionWhoseHeadTakesTooLongIsClosedThoughItSends(String begin) throws IOException {
        var drop = begin.length() < 3 ? begin : "a: b\r\n";
        try (var socket = open()) {
            RawHttp.write(socket, begin);
            assertThat(closedWhileSending(socket, drop)).isBetween(1_500L, 5_500L);
        }
    }

    @Test
    void anIdleConnectionIsClosed() throws IOException {
        try (var socket = open()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        try (var socket = open()) {
            RawHttp.write(socket, "GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(RawHttp.read(socket).status()).isEqualTo(200);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {RECEIPTS, "/session"})
    void aBodyThatTakesTooLongIsTooSlow(String path) throws IOException {
        for (var drop : List.of("x", "")) {
            try (var socket = open()) {
                RawHttp.write(socket, head(path, 60_000));
                if (!drop.isEmpty()) {
                    send(socket, drop, Duration.ofMillis(1_300));
                }
                tooSlow(RawHttp.read(socket));
            }
        }
    }

    @Test
    void aChunkedBodyThatTakesTooLongIsTooSlow() throws IOException {
        try (var socket = open()) {
            RawHttp.write(socket, head(RECEIPTS, 7).replace("Content-Length: 7", "Transfer-Encoding: chunked"));
            send(socket, "1\r\nx\r\n", Duration.ofMillis(1_300));
            tooSlow(RawHttp.read(socket));
        }
    }

    @Test
    void theBodyOfARefusedRequestIsNotReadForLong() throws IOException {
        try (var socket = open()) {
            RawHttp.write(socket, head(RECEIPTS, 60_000).replace("Authorization", "X-None"));
            assertThat(RawHttp.read(socket).status()).isEqualTo(401);
            assertThat(closedWhileSending(socket, "x")).isLessThan(5_000);
        }
    }

    @Test
    void aMalformedBodyIsAClientError() throws IOException {
        var chunked = head(RECEIPTS, 7).replace("Content-Length: 7", "Transfer-Encoding: chunked");
        for (var wrong : List.of("x\r\n", "ffffffffffff\r\n")) {
            var answer = RawHttp.send(engine.port(), chunked + wrong);
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.isProblem()).as(answer.head()).isTrue();
        }
    }

    private static final int BLANK = 422; // The status of a body of blanks.

    @Test
    void largeBodiesShareAMemoryLimitAndSmallOnesAreAlwaysAccepted() throws IOException {
        var large = 240_000;
        try (var first = open()) {
            RawHttp.write(first, head(RECEIPTS, large) + " ".repeat(large - 8_000));
            var refused = await().until(() -> large(large), answer -> answer.status() == 503);
            assertThat(refused.head()).contains("Retry-After: ");
            assertThat(refused.body().path("code").asString()).isEqualTo("overloaded");
            var one = "{\"quantity\":1,\"reason\":\"delivery\"}";
            assertThat(engine.with(token).command(RECEIPTS, one).status()).isEqualTo(200);
            RawHttp.write(first, " ".repeat(8_000));
            assertThat(RawHttp.read(first).status()).isEqualTo(BLANK);
        }
        await("the memory is free again").until(() -> large(large).status() == BLANK);
    }

    private static RawHttp.Answer large(int length) {
        return RawHttp.send(engine.port(), head(RECEIPTS, length) + " ".repeat(length));
    }

    @Test
    void anonymousCallersShareAQuarterOfTheMemory() throws IOException {
        var form = RawHttp.send(engine.port(), head("/session", 70_000) + " ".repeat(70_000));
        assertThat(form.status()).as(form.text()).isEqualTo(422);
        try (var socket = open()) {
            RawHttp.write(socket, head("/session", 100_000) + " ".repeat(95_000));
            assertThat(RawHttp.read(socket).status()).isEqualTo(503);
        }
    }

    @Test
    void aCompleteRequestIsAnsweredHoweverManyConnectionsWait() throws IOException {
        var slow = new ArrayList<Socket>();
        try {
            for (var i = 0; i < MOST * 3; i++) {
                var socket = open();
                RawHttp.write(socket, "GET /problems HTTP/1.1\r\nHost: x\r\n");
                slow.add(socket);
                if (i % 10 == 0) {
                    assertThat(answer("/health").status()).isEqualTo(200);
                    assertThat(answer("/problems").status()).isEqualTo(200);
                }
            }
            assertThat(slow.getFirst().getInputStream().read()).isEqualTo(-1);
        } finally {
            close(slow);
        }
    }

    @Test
    void whileAllConnectionsAreInUseHealthIsAnsweredAndTheOthersGet503() throws IOException {
        var streams = new ArrayList<Socket>();
        try {
            for (var i = 0; i < EACH; i++) {
                var socket = open();
                RawHttp.write(socket, "GET /live HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
                        .isEqualTo("HTTP/1.1 200");
                streams.add(socket);
            }
            assertThat(answer("/health").status()).isEqualTo(200);
            var ready = ready();
            assertThat(ready.status()).as(ready.text()).isEqualTo(200);
            var later = answer("/problems");
            assertThat(later.status()).isEqualTo(503);
            assertThat(later.head()).contains("Retry-After: ");
        } finally {
            close(streams);
            connectionsAreFreeAgain();
        }
    }

    /// The next heartbeat notices that the streams are closed.
    private static void connectionsAreFreeAgain() {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(answer("/problems").status())
                        .as("%s are watching", watching())
                        .isEqualTo(200));
    }

    /// Readiness with its reasons, which auditors are shown.
    private static RawHttp.Answer ready() {
        var auditor = engine.bean(JwtIssuer.class).mint(SharedEngine.person(Role.AUDITOR), "Test", Role.AUDITOR);
        return RawHttp.send(
                engine.port(),
                "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(READY, auditor));
    }

    @Test
    void aConnectionInUseIsNotClosed() throws IOException {
        try (var socket = open()) {
            for (var i : IntStream.range(0, 12).toArray()) {
                RawHttp.write(socket, "GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(RawHttp.read(socket).status()).as("request %d", i).isEqualTo(200);
                send(socket, "", Duration.ofMillis(400));
            }
        }
    }

    private static double watching() {
        return engine.bean(MeterRegistry.class).get("packhouse.live.streams").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    private static RawHttp.Answer answer(String path) {
        return RawHttp.send(engine.port(), "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    private static void tooSlow(RawHttp.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(408);
        assertThat(answer.isProblem()).as(answer.head()).isTrue();
        assertThat(answer.body().path("code").asString()).isEqualTo("too-slow");
    }

    private static Socket open() throws IOException {
        return RawHttp.open(engine.port(), PATIENCE);
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (var socket : sockets) {
            // A reset, as from a process that was killed: the next byte sent to it fails.
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    /// After how many milliseconds of sending the other end closed.
    private static long closedWhileSending(Socket socket, String drop) throws IOException {
        var begun = System.nanoTime();
        socket.setSoTimeout(200);
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            try {
                if (socket.getInputStream().read(new byte[8_192]) < 0) {
                    break;
                }
            } catch (java.net.SocketTimeoutException e) {
                // Still open.
            } catch (IOException e) {
                break;
            }
            try {
                RawHttp.write(socket, drop);
            } catch (IOException e) {
                break;
            }
        }
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }

    /// Sends a part now and then for that long.
    private static void send(Socket socket, String drop, Duration time) throws IOException {
        var until = System.nanoTime() + time.toNanos();
        await().pollInterval(Duration.ofMillis(100)).atMost(PATIENCE).until(() -> {
            try {
                RawHttp.write(socket, drop);
                return System.nanoTime() > until;
            } catch (IOException e) {
                return true;
            }
        });
    }

    private static String head(String path, int length) {
        var isForm = path.equals("/session");
        var type = isForm ? "application/x-www-form-urlencoded" : "application/json";
        return "POST "
                + path
                + " HTTP/1.1\r\nHost: x\r\nContent-Type: "
                + type
                + "\r\nContent-Length: "
                + length
                + "\r\nIdempotency-Key: "
                + UUID.randomUUID()
                + (isForm ? "" : "\r\nAuthorization: Bearer " + token)
                + "\r\n\r\n";
    }
}
