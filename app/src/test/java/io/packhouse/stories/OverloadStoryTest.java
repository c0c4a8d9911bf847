package io.packhouse.stories;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.engine.postgres.DatabaseLogins;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.Client;
import io.packhouse.testing.Client.Answer;
import io.packhouse.testing.LedgerAudit;
import io.packhouse.testing.PrometheusScrape;
import io.packhouse.testing.RawHttp;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import io.packhouse.testing.StripeWebhook;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An engine with two slots for each kind of request. What is beyond them is answered 503 before
/// anything was done for it; health, operations and webhooks are answered meanwhile; requests that
/// only wait keep no others out, and are no more than the slots when they go on.
class OverloadStoryTest {

    static final int SLOTS = 2;
    static final int BUYERS = 80;
    static final int UNITS = 50;
    static final String RECEIPT = "{\"quantity\":1,\"reason\":\"delivery\"}";

    @TempDir
    static Path folder;

    static RunningEngine engine;
    static Shop shop;

    final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeAll
    static void start() {
        engine = RunningEngine.start(
                folder,
                "--packhouse.requests.orders=" + SLOTS,
                "--packhouse.requests.commands=" + SLOTS,
                "--packhouse.requests.reads=" + SLOTS,
                "--packhouse.requests.queue-timeout=PT0.005S");
        shop = new Shop(engine);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void ordersBeyondTheSlotsAre503AndLeaveNothingAndTheOthersAreRight() throws Exception {
        var basket = Shop.basket("FULL", 1, shop.pack(shop.stock(UNITS)));
        var audit = new LedgerAudit(engine);
        var before = audit.count("ordering.OrderPlaced");
        var reservedBefore = audit.count("inventory.StockReserved");

        var attempts = IntStream.range(0, BUYERS)
                .mapToObj(number -> new Attempt(engine.buyer(number), basket))
                .toList();
        var answers = send(attempts);
        var first = results(answers);
        var shed = first.stream().filter(answer -> answer.status() == 503).toList();
        assertThat(shed).isNotEmpty().hasSizeLessThan(BUYERS).allSatisfy(OverloadStoryTest::isOverloaded);
        assertThat(audit.count("ordering.OrderPlaced") - before).isEqualTo(BUYERS - shed.size());
        assertThat(PrometheusScrape.of(engine).sum("packhouse_requests_shed_total", "kind=\"order\""))
                .isEqualTo(shed.size());

        while (!attempts.stream().allMatch(Attempt::isAnswered)) {
            results(send(attempts.stream().filter(one -> !one.isAnswered()).toList()));
        }
        everyOrderIsRight(audit, before);
        assertThat(audit.count("inventory.StockReserved") - reservedBefore).isEqualTo(UNITS);
        assertThat(engine.buyer(1)
                        .post("/api/v1/orders", Shop.basket("FULL", 1, shop.pack(shop.stock(1))))
                        .status())
                .isEqualTo(201);
        assertThat(PrometheusScrape.of(engine).sum("packhouse_requests_active")).isZero();
    }

    private static void everyOrderIsRight(LedgerAudit audit, long before) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(audit.count("ordering.OrderRejected")).isEqualTo(BUYERS - UNITS));
        assertThat(audit.count("ordering.OrderPlaced") - before).isEqualTo(BUYERS);
        audit.stockAddsUp();
    }

    private static void isOverloaded(Answer answer) {
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.string("code")).isEqualTo("overloaded");
        assertThat(answer.string("requestId")).isEqualTo(answer.header("X-Request-Id"));
    }

    /// Rows that cannot be read keep all requests that need them in progress.
    @Test
    void withAllSlotsTakenHealthOperationsSignInAndWebhooksAreAnswered() throws Exception {
        var buyer = engine.buyer(3);
        var sku = shop.stock(5);
        var order = "/api/v1/orders/" + shop.order(buyer, "FULL", 1, shop.pack(sku));
        var receipts = "/api/v1/inventory/items/inv_main_" + sku + "/receipts";
        var inProgress = new ArrayList<Future<Answer>>();
        var sockets = new ArrayList<Socket>();
        await().until(() -> buyer.get(order).string("status").equals("PENDING"));
        var tag = buyer.get(order).header("ETag");
        var poll = threads.submit(() -> buyer.get(order, "If-None-Match", tag, "Prefer", "wait=3"));
        try (var app = engine.bean(DatabaseLogins.class).app().connect();
                var statement = app.createStatement()) {
            for (var i = 0; i < 10; i++) {
                sockets.add(waits(unfinished(receipts), "HTTP/1.1 100"));
            }
            app.setAutoCommit(false);
            statement.execute("lock table read.customer_order, engine.idempotent_request in access exclusive mode");
            for (var i = 0; i < SLOTS; i++) {
                inProgress.add(threads.submit(() -> buyer.get(order)));
                inProgress.add(threads.submit(() -> shop.staff().post(receipts, RECEIPT)));
            }
            await().until(() -> active("read") == SLOTS && active("command") == SLOTS);

            isOverloaded(buyer.get(order));
            isOverloaded(shop.staff().post(receipts, RECEIPT));
            for (var socket : sockets) { // Admitted before, and without a slot since they waited for their bodies.
                RawHttp.write(socket, RECEIPT);
                assertThat(RawHttp.read(socket).text()).contains("HTTP/1.1 503");
            }
            assertThat(active("command")).isEqualTo(SLOTS);
            for (var path :
                    List.of("/health", "/actuator/health/liveness", "/api/v1/operations/processors", "/sign-in")) {
                assertThat(shop.staff().get(path).status()).as(path).isEqualTo(200);
            }
            var paid = order.substring(order.lastIndexOf('/') + 1);
            assertThat(StripeWebhook.send(engine, paid, "\"status\":\"requires_payment_method\"")
                            .status())
                    .isBetween(200, 299);
            assertThat(poll.get(30, TimeUnit.SECONDS).status()).isEqualTo(304); // It had waited without a slot.
            app.rollback();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
        assertThat(results(inProgress)).allMatch(answer -> answer.status() == 200);
    }

    private static double active(String kind) {
        return PrometheusScrape.of(engine).sum("packhouse_requests_active", "kind=\"" + kind + "\"");
    }

    @Test
    void requestsThatOnlyWaitKeepNoOthersOut() throws Exception {
        var buyer = engine.buyer(7);
        var sku = shop.stock(5);
        var order = "/api/v1/orders/" + shop.order(buyer, "FULL", 1, shop.pack(sku));
        await().until(() -> buyer.get(order).string("status").equals("PENDING"));
        var tag = buyer.get(order).header("ETag");
        var receipts = "/api/v1/inventory/items/inv_main_" + sku + "/receipts";
        var sockets = new ArrayList<Socket>();
        var polls = new ArrayList<Future<Answer>>();
        try {
            for (var i = 0; i < SLOTS * 3; i++) {
                polls.add(threads.submit(() -> repeated(() -> poll(buyer, order, tag))));
                sockets.add(waits("GET /live HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 200"));
                sockets.add(waits(unfinished(receipts), "HTTP/1.1 100"));
            }
            answersRepeatedly(() -> buyer.get(order));
            answersRepeatedly(() -> shop.staff().post(receipts, RECEIPT));
            assertThat(polls).noneMatch(Future::isDone);
            assertThat(buyer.post(order + "/cancel", "").status()).isEqualTo(200);
            for (var poll : polls) {
                assertThat(poll.get().string("status")).isEqualTo("CANCELLED");
            }
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private static Answer poll(Client buyer, String order, String tag) {
        return buyer.get(order, "If-None-Match", tag, "Prefer", "wait=30");
    }

    /// One of them may come at the moment of another's beginning.
    private static Answer repeated(Callable<Answer> request) throws Exception {
        var answer = request.call();
        while (answer.status() == 503) {
            Thread.sleep(Duration.ofMillis(20));
            answer = request.call();
        }
        return answer;
    }

    private static void answersRepeatedly(Callable<Answer> request) {
        await().until(() -> request.call().status() == 200);
        for (var i = 0; i < 5; i++) {
            await().atMost(Duration.ofSeconds(5)).until(() -> request.call().status() == 200);
        }
    }

    private static Socket waits(String request, String beginning) throws Exception {
        while (true) {
            var socket = RawHttp.open(URI.create(engine.base()).getPort(), Duration.ofSeconds(10));
            RawHttp.write(socket, request);
            var answered = socket.getInputStream().readNBytes(beginning.length());
            if (new String(answered, US_ASCII).equals(beginning)) {
                return socket;
            }
            socket.close();
        }
    }

    private static String unfinished(String path) {
        var token = engine.token(Role.LOGISTICS, 9, Duration.ofMinutes(5));
        return """
                POST %s HTTP/1.1\r
                Host: x\r
                Content-Type: application/json\r
                Content-Length: %s\r
                Expect: 100-continue\r
                Idempotency-Key: %s\r
                Authorization: Bearer %s\r
                \r
                """.formatted(path, RECEIPT.length(), UUID.randomUUID(), token);
    }

    private List<Future<Answer>> send(List<Attempt> attempts) {
        return attempts.stream().map(threads::submit).toList();
    }

    private static List<Answer> results(List<Future<Answer>> answers) throws Exception {
        var all = new ArrayList<Answer>();
        for (var answer : answers) {
            all.add(answer.get());
        }
        return all;
    }

    /// An order under one key, whose last answer is remembered.
    private static final class Attempt implements Callable<Answer> {

        private final Client buyer;
        private final String basket;
        private final String key = UUID.randomUUID().toString();
        private volatile int status;

        Attempt(Client buyer, String basket) {
            this.buyer = buyer;
            this.basket = basket;
        }

        @Override
        public Answer call() {
            var answer = buyer.post("/api/v1/orders", basket, "Idempotency-Key", key);
            status = answer.status();
            return answer;
        }

        boolean isAnswered() {
            return status != 0 && status != 503;
        }
    }
}
