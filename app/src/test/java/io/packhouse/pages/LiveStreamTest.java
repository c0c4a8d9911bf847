package io.packhouse.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// A stream sends a position once the change can be read, and a client that was disconnected learns
/// whether it missed one.
class LiveStreamTest {

    static final String HARMLESS = "(event:moved|id:\\d+|data:\\{\"position\":\\d+}|:.*|retry:\\d+|)";
    static final Duration QUIET = Duration.ofSeconds(2);

    final RunningEngine engine = RunningEngine.shared();
    final Shop shop = new Shop(engine);

    @Test
    void theStreamOfAnOrderReportsOnlyThatOrder() throws Exception {
        var order = shop.order(engine.buyer(1), "FULL", 1, shop.pack(shop.stock(1)));
        shop.payUrl(order, "FULL");
        try (var stream = new LiveConnection("/orders/" + order + "/live", token(1), null)) {
            var seen = stream.latest();
            shop.order(engine.buyer(2), "FULL", 1, shop.pack(shop.stock(1)));
            assertThat(stream.nextWithin(QUIET)).isEmpty();
            engine.buyer(1).post("/api/v1/orders/" + order + "/cancel", "");
            var moved = stream.next();
            assertThat(moved).isGreaterThan(seen);
            var state = engine.buyer(1)
                    .get("/orders/" + order + "/state", "Accept", "text/html")
                    .text();
            assertThat(state).contains("data-status=\"CANCELLED\"");
        }
    }

    @Test
    void aReconnectingClientLearnsWhetherItMissedAChange() throws Exception {
        var order = shop.order(engine.buyer(1), "FULL", 1, shop.pack(shop.stock(1)));
        shop.payUrl(order, "FULL");
        var path = "/orders/" + order + "/live";
        long seen;
        try (var stream = new LiveConnection(path, token(1), null)) {
            seen = stream.latest();
        }
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        long latest;
        try (var stream = new LiveConnection(path, token(1), String.valueOf(seen))) {
            latest = stream.latest();
            assertThat(latest).isGreaterThan(seen);
        }
        try (var stream = new LiveConnection(path, token(1), String.valueOf(latest))) {
            assertThat(stream.nextWithin(QUIET)).isEmpty();
        }
    }

    /// Without heartbeats a proxy closes the stream, and a closed page is not noticed.
    @Test
    void aStreamSendsHeartbeatsWhileOnlyOtherOrdersChange() throws Exception {
        var order = shop.order(engine.buyer(1), "FULL", 1, shop.pack(shop.stock(1)));
        try (var stream = new LiveConnection("/orders/" + order + "/live", token(1), null)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        shop.stock(1);
                        return stream.received().contains(":still here");
                    });
        }
    }

    @Test
    void thePublicStreamContainsPositionsAndNothingElse() throws Exception {
        try (var stream = new LiveConnection("/live", "", null)) {
            stream.next();
            shop.stock(1);
            stream.next();
            assertThat(stream.received()).allMatch(line -> line.matches(HARMLESS));
        }
    }

    private String token(int buyer) {
        return engine.token(io.packhouse.identity.api.Role.CUSTOMER, 100 + buyer, Duration.ofHours(1));
    }

    /// One connection of a browser.
    private final class LiveConnection implements AutoCloseable {

        private final HttpClient http = HttpClient.newHttpClient();
        private final Stream<String> lines;
        private final BlockingQueue<Long> ids = new ArrayBlockingQueue<>(1_000);
        private final java.util.List<String> received = new java.util.concurrent.CopyOnWriteArrayList<>();

        LiveConnection(String path, String token, String lastEventId) throws IOException, InterruptedException {
            var request =
                    HttpRequest.newBuilder(URI.create(engine.base() + path)).header("Accept", "text/event-stream");
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            if (lastEventId != null) {
                request.header("Last-Event-ID", lastEventId);
            }
            var answer = http.send(request.build(), BodyHandlers.ofLines());
            assertThat(answer.statusCode()).isEqualTo(200);
            lines = answer.body();
            Thread.ofVirtual()
                    .uncaughtExceptionHandler((_, _) -> {}) // Its end is the end of the connection.
                    .start(() -> lines.forEach(this::receive));
        }

        private void receive(String line) {
            received.add(line);
            if (line.startsWith("id:")) {
                ids.add(Long.parseLong(line.substring(3).strip()));
            }
        }

        long next() throws InterruptedException {
            return nextWithin(Duration.ofSeconds(20)).orElseThrow();
        }

        /// The last one, once nothing more arrives.
        long latest() throws InterruptedException {
            var last = next();
            for (var more = nextWithin(QUIET); more.isPresent(); more = nextWithin(QUIET)) {
                last = more.orElseThrow();
            }
            return last;
        }

        Optional<Long> nextWithin(Duration patience) throws InterruptedException {
            return Optional.ofNullable(ids.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        }

        java.util.List<String> received() {
            return received;
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }
}
