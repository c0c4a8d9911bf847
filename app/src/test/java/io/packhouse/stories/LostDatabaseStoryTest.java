package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.Client;
import io.packhouse.testing.Deep;
import io.packhouse.testing.LedgerAudit;
import io.packhouse.testing.NamedAxonServer;
import io.packhouse.testing.PostgresProcess;
import io.packhouse.testing.RetryingBuyer;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import io.packhouse.testing.TestProducts;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// While orders are placed, PostgreSQL is killed, or does not answer for a while. Requests
/// meanwhile are answered soon, with when to retry, and when it is back everything continues:
/// nothing that was accepted is lost, and nothing is done twice.
@DisabledIfEnvironmentVariable(
        named = NamedAxonServer.VARIABLE,
        matches = ".+",
        disabledReason = "Only for the embedded store")
class LostDatabaseStoryTest {

    static final int CHECKOUTS = 24;

    static final int FROZEN_SECONDS = Deep.orElse(20, 8);

    /// The limit is three seconds; the machine of a test may be busy.
    static final Duration SOON = Duration.ofSeconds(5);

    static final String READY = "/actuator/health/readiness";
    static final String LIVES = "/actuator/health/liveness";

    @TempDir
    static Path folder;

    static RunningEngine engine;
    static List<String> packs;
    static PostgresProcess postgres;

    final ExecutorService buyers = Executors.newFixedThreadPool(4);

    @BeforeAll
    static void start() {
        engine = RunningEngine.start(folder);
        packs = TestProducts.offers(engine.as(Role.ADMIN), 4, 1_000);
        postgres = PostgresProcess.of(folder.resolve("data"));
        awaitReady(200);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    /// The buyers stop with the test only.
    @AfterEach
    void end() {
        buyers.shutdownNow();
        postgres.thaw();
    }

    @Test
    void aKilledPostgresIsRestartedAndOrdersContinue() throws Exception {
        var checkouts = buy("killed");
        var before = postgres.pid();
        postgres.kill();
        var statuses = new TreeSet<Integer>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            statuses.add(answeredSoon());
            return isStartedAgain(before) && ready() == 200;
        });
        assertThat(statuses).isSubsetOf(200, 503);
        finish(checkouts);
    }

    @Test
    void requestsDoNotWaitForAFrozenPostgres() throws Exception {
        var checkouts = buy("frozen");
        postgres.freeze();
        var frozen = System.nanoTime();
        assertThat(answeredSoon()).as("asked at once").isEqualTo(503);
        awaitReady(503);
        assertThat(since(frozen)).isLessThan(SOON.multipliedBy(2));
        while (since(frozen).toSeconds() < FROZEN_SECONDS) {
            assertThat(answeredSoon()).isEqualTo(503);
        }
        postgres.thaw();
        awaitReady(200);
        finish(checkouts);
    }

    /// A read, an order, and liveness: the highest status of the three, each answered in time.
    private static int answeredSoon() {
        var buyer = engine.buyer(900);
        var read = inTime(() -> buyer.get("/api/v1/packs"));
        var order = inTime(() -> buyer.post("/api/v1/orders", Shop.basket("FULL", 1, packs.getFirst())));
        assertThat(inTime(() -> engine.anonymous().get(LIVES)).status()).isEqualTo(200);
        assertThat(order.status()).as(order.text()).isIn(201, 202, 503);
        return read.status() == 200 && order.status() < 300 ? 200 : 503;
    }

    private interface Request {
        Client.Answer send();
    }

    private static Client.Answer inTime(Request request) {
        var begun = System.nanoTime();
        var answer = request.send();
        assertThat(since(begun)).as(answer.text()).isLessThan(SOON);
        if (answer.status() >= 500) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).as(answer.text()).isNotEmpty();
        }
        return answer;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /// Starts checkouts and waits until some are done.
    private List<Future<String>> buy(String key) {
        var checkouts = checkouts(key);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> checkouts.stream().filter(Future::isDone).count() > 2);
        return checkouts;
    }

    private List<Future<String>> checkouts(String key) {
        return IntStream.range(0, CHECKOUTS)
                .mapToObj(n -> buyers.submit(() -> new RetryingBuyer(engine::base, engine::base, token(n))
                        .buy(key + "-" + n, packs.get(n % 4), packs.get((n + 1) % 4))))
                .toList();
    }

    private static String token(int number) {
        return engine.token(Role.CUSTOMER, 1_000 + number, Duration.ofHours(1));
    }

    private static void finish(List<Future<String>> checkouts) throws Exception {
        var bought = new ArrayList<String>();
        for (var checkout : checkouts) {
            bought.add(checkout.get(3, TimeUnit.MINUTES));
        }
        var books = new LedgerAudit(engine);
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() ->
                        assertThat(bought).allMatch(order -> engine.names(order).contains("ordering.OrderConfirmed")));
        await().atMost(Duration.ofMinutes(1)).until(() -> books.parked() == 0);
        assertThat(books.deadLetters()).isZero();
        books.stockAddsUp();
        await().atMost(Duration.ofMinutes(1)).untilAsserted(books::moneyAgrees);
    }

    private static boolean isStartedAgain(long before) {
        try {
            return postgres.pid() != before;
        } catch (UncheckedIOException e) {
            return false; // The old file is deleted and the new one not written yet.
        }
    }

    private static int ready() {
        return engine.anonymous().get(READY).status();
    }

    private static void awaitReady(int status) {
        await().atMost(Duration.ofSeconds(30)).until(() -> ready() == status);
    }
}
