package io.packhouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Over real sockets, before little nodes that can be killed.
class GatewayTest {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private LittleNode writer;
    private LittleNode reader;
    private LittleNode other;
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        writer = new LittleNode("writer");
        reader = new LittleNode("reader");
        other = new LittleNode("other");
        gateway =
                Gateway.start(
                        new GatewayOptions(
                                "127.0.0.1",
                                0,
                                List.of(writer.address(), other.address()),
                                List.of(reader.address(), other.address()),
                                false));
    }

    @AfterEach
    void stop() {
        gateway.close();
        writer.close();
        reader.close();
        other.close();
    }

    @Test
    void readsGoToReadersAndTheRestToWriters() throws Exception {
        var reads = new TreeSet<String>();
        var commands = new TreeSet<String>();
        for (var i = 0; i < 8; i++) {
            reads.add(node(send("GET", "/api/v1/orders?state=PENDING&q=a%20b")));
            commands.add(node(send("POST", "/api/v1/orders")));
        }
        assertThat(reads).containsExactly("other", "reader");
        assertThat(commands).containsExactly("other", "writer");
        assertThat(send("GET", "/api/v1/orders?q=a%20b").body())
                .endsWith(" /api/v1/orders?q=a%20b");
        assertThat(send("HEAD", "/api/v1/orders").statusCode()).isEqualTo(200);
    }

    @Test
    void theDescriptionOfAllDoorsIsPutTogetherOfBothSides() throws Exception {
        other.close();
        await().until(() -> send("GET", "/gateway/status").body().contains("SILENT"));
        var described = JsonMapper.shared().readTree(send("GET", "/v3/api-docs").body());
        assertThat(described.path("paths").propertyNames())
                .containsExactlyInAnyOrder("/writer", "/reader", "/both");
        assertThat(described.at("/paths/~1both").propertyNames())
                .containsExactlyInAnyOrder("writer", "reader");
        assertThat(described.path("tags")).hasSize(3);
        assertThat(described.at("/servers/0/url").asString()).isEqualTo("/");
        assertThat(described.at("/components/schemas").propertyNames())
                .containsExactlyInAnyOrder("writer", "reader", "Both");
        assertThat(described.at("/components/schemas/Both").propertyNames()).hasSize(1);
        writer.close();
        assertThat(send("GET", "/v3/api-docs").statusCode()).as("known before").isEqualTo(200);
    }

    @Test
    void whoAsksWhileTheFirstDescriptionIsMadeGetsIt() throws Exception {
        try (var callers = Executors.newFixedThreadPool(8)) {
            Callable<Integer> ask = () -> send("GET", "/v3/api-docs").statusCode();
            for (var answer : callers.invokeAll(Collections.nCopies(8, ask))) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
    }

    @Test
    void withoutAnybodyOfOneSideNoDoorsAreDescribed() throws Exception {
        other.close();
        writer.close();
        assertThat(send("GET", "/v3/api-docs").statusCode()).isEqualTo(503);
    }

    @Test
    void everyHeaderPassesButThoseOfOneConnection() throws Exception {
        var socket = socket();
        try (socket) {
            var request =
                    """
                    POST /x HTTP/1.1\r
                    Host: shop.example\r
                    Connection: close, X-Mine\r
                    X-Mine: 1\r
                    X-Forwarded-For: 6.6.6.6\r
                    X-Forwarded-Proto: https\r
                    Forwarded: for=6.6.6.6\r
                    Idempotency-Key: k\r
                    Content-Length: 2\r
                    \r
                    hi\
                    """;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 200")
                    .contains("Set-Cookie: a=1")
                    .contains("b=2");
        }
        other.headers.addAll(writer.headers);
        assertThat(other.headers)
                .contains("Host: [shop.example]", "Idempotency-key: [k]")
                .contains("X-forwarded-for: [127.0.0.1]", "X-forwarded-proto: [http]")
                .contains("X-forwarded-host: [shop.example]")
                .noneMatch(line -> line.startsWith("X-mine") || line.startsWith("Forwarded"));
    }

    @Test
    void whoeverCannotBeReachedIsPassedOver() throws Exception {
        reader.close();
        for (var i = 0; i < 20; i++) {
            assertThat(node(send("GET", "/packs"))).isEqualTo("other");
        }
        writer.close();
        for (var i = 0; i < 20; i++) {
            assertThat(node(post("/api/v1/orders", "{\"body\":true}"))).isEqualTo("other");
        }
    }

    @Test
    void aReadIsAskedAgainElsewhereWhenItsNodeDies() throws Exception {
        reader.dieOf(100);
        for (var i = 0; i < 10; i++) {
            assertThat(node(send("GET", "/packs"))).isEqualTo("other");
        }
        assertThat(reader.asked).hasPositiveValue();
    }

    @Test
    void aCommandIsNeverSentTwiceByTheGateway() throws Exception {
        writer.dieOf(100);
        other.dieOf(100);
        var answer = post("/api/v1/orders", "{}");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(problem(answer, "type")).isEqualTo("/problems/node-lost");
        assertThat(problem(answer, "hint")).contains("Idempotency-Key");
        assertThat(writer.asked.get() + other.asked.get()).isEqualTo(1);
    }

    @Test
    void whenNobodyIsReadyItSaysSoAndWhenToComeBack() throws Exception {
        assertThat(send("GET", "/gateway/health").statusCode()).isEqualTo(200);
        var port = reader.port();
        reader.close();
        other.close();
        await().until(() -> send("GET", "/packs").statusCode() == 503);
        var answer = send("GET", "/api/v1/packs");
        assertThat(problem(answer, "code")).isEqualTo("no-node");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(node(send("POST", "/api/v1/orders"))).isEqualTo("writer");
        assertThat(send("GET", "/gateway/health").statusCode()).isEqualTo(503);
        var page = HttpRequest.newBuilder(gateway.address()).header("Accept", "text/html").build();
        assertThat(http.send(page, BodyHandlers.ofString()).body()).startsWith("<!DOCTYPE html>");
        reader = new LittleNode("reader", port);
        await().until(() -> send("GET", "/packs").statusCode() == 200);
    }

    /// Behind is better than nothing, and whoever is to mend it must get through.
    @Test
    void whoIsNotReadyAnswersReadersWhenNobodyElseDoes() throws Exception {
        reader.isReady.set(false);
        await().until(() -> node(send("GET", "/packs")).equals("other"));
        other.isReady.set(false);
        writer.isReady.set(false);
        await().until(() -> send("POST", "/api/v1/orders").statusCode() == 503);
        assertThat(send("GET", "/packs").statusCode()).isEqualTo(200);
        assertThat(send("POST", "/api/v1/operations/processors/p/pause").statusCode())
                .isEqualTo(200);
    }

    @Test
    void oneThatComesBackIsUsedAgain() throws Exception {
        var port = reader.port();
        reader.close();
        assertThat(node(send("GET", "/packs"))).isEqualTo("other");
        other.close();
        await().until(() -> send("GET", "/packs").statusCode() == 503);
        reader = new LittleNode("reader", port);
        await().until(() -> send("GET", "/packs").statusCode() == 200);
    }

    @Test
    void aStreamFlowsAsItComesAndEndsWithItsReader() throws Exception {
        var answer = http.send(get("/live"), BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        var begun = System.nanoTime();
        assertThat(new String(answer.body().readNBytes(30), StandardCharsets.UTF_8))
                .contains("data: 2");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        answer.body().close();
        await().until(() -> reader.streams.get() + other.streams.get() == 0);
    }

    @Test
    void aStreamBeginsBeforeItSaysAnything() throws Exception {
        var answer =
                http.sendAsync(get("/quiet"), BodyHandlers.ofInputStream())
                        .get(5, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(200);
        answer.body().close();
    }

    @Test
    void oneThatIsLateIsAskedOnlyWhenNobodyElseIsThere() throws Exception {
        reader.isHanging.set(true);
        await().until(() -> send("GET", "/gateway/status").body().contains("LATE"));
        for (var i = 0; i < 5; i++) {
            assertThat(node(send("GET", "/packs"))).isEqualTo("other");
        }
        other.isReady.set(false);
        await().until(() -> node(send("GET", "/packs")).equals("reader"));
    }

    @Test
    void aStreamEndsWithItsNode() throws Exception {
        other.close();
        var answer = http.send(get("/live"), BodyHandlers.ofInputStream());
        answer.body().readNBytes(10);
        reader.close();
        assertThatThrownBy(() -> drain(answer.body())).isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerThatBreaksOffIsNotMadeToLookWhole() {
        assertThatThrownBy(() -> send("GET", "/half")).isInstanceOf(IOException.class);
    }

    @Test
    void aLargeBodyPassesWithoutBeingKept() throws Exception {
        var size = 600L << 20; // More than the memory of this JVM's share for a test.
        var body = BodyPublishers.ofInputStream(() -> new Zeros(size));
        var request = HttpRequest.newBuilder(gateway.address().resolve("/x")).POST(body).build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertThat(writer.bytes.get() + other.bytes.get()).isEqualTo(size);
    }

    @Test
    void aCallerWhoAsksBeforeSendingIsAnswered() throws Exception {
        var request =
                HttpRequest.newBuilder(gateway.address().resolve("/x"))
                        .expectContinue(true)
                        .POST(BodyPublishers.ofByteArray(new byte[100_000]))
                        .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertThat(writer.bytes.get() + other.bytes.get()).isEqualTo(100_000);
    }

    @Test
    void aSlowCallerKeepsNobodyWaiting() throws Exception {
        try (var slow = socket()) {
            var head =
                    "POST /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5\r\n\r\n";
            slow.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            for (var i = 0; i < 5; i++) {
                slow.getOutputStream().write('x');
                Thread.sleep(100);
                assertThat(send("POST", "/y").statusCode()).isEqualTo(200);
            }
            var answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void itTellsThisMachineHowItsNodesAre() throws Exception {
        reader.close();
        await().until(() -> send("GET", "/gateway/status").body().contains("SILENT"));
        var status = new JsonMapper().readTree(send("GET", "/gateway/status").body());
        assertThat(status.get("nodes").size()).isEqualTo(3);
        var forwarded =
                HttpRequest.newBuilder(gateway.address().resolve("/gateway/status"))
                        .header("X-Forwarded-For", "1.2.3.4")
                        .build();
        assertThat(http.send(forwarded, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }

    @Test
    void whatNodesTellOfTheirInsideStaysInside() throws Exception {
        assertThat(send("GET", "/actuator/env").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void anAddressNobodyCanReadIsRefusedInOneForm() throws Exception {
        try (var socket = socket()) {
            var head = "GET /x?a=| HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("/problems/unreadable");
        }
    }

    private Socket socket() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), gateway.address().getPort());
    }

    private static void drain(InputStream stream) throws IOException {
        stream.readAllBytes();
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(gateway.address().resolve(path)).build();
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        var request =
                HttpRequest.newBuilder(gateway.address().resolve(path))
                        .method(method, BodyPublishers.noBody())
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(gateway.address().resolve(path))
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static String node(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Node").orElse("nobody: " + answer.body());
    }

    private static String problem(HttpResponse<String> answer, String member) {
        return new JsonMapper().readTree(answer.body()).get(member).asString();
    }

    private static final class Zeros extends InputStream {

        private long left;

        Zeros(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            var count = (int) Math.min(length, left);
            left -= count;
            return count;
        }
    }
}
