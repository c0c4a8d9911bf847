package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.app.security.JwtIssuer;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.identity.api.Role;
import io.packhouse.sandbox.Sandbox;
import io.packhouse.sandbox.SandboxOptions;
import io.packhouse.testing.Client;
import io.packhouse.testing.Deep;
import io.packhouse.testing.FreePort;
import io.packhouse.testing.KillableEngine;
import io.packhouse.testing.LedgerAudit;
import io.packhouse.testing.LogFollower;
import io.packhouse.testing.NamedAxonServer;
import io.packhouse.testing.Provider;
import io.packhouse.testing.RawLog;
import io.packhouse.testing.RetryingBuyer;
import io.packhouse.testing.RetryingStockReceiver;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.TestProducts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checkouts go on while the engine is killed at every failpoint between a step and its record, and
/// at random. Buyers repeat a request without an answer under its key. The provider's journal and
/// the event log then show: every order is decided, no buyer is charged twice, no payment is
/// without its order, and no stock stays reserved for an order that has ended. Sixteen writers receive goods
/// at the same time, so that a kill meets a group of appends: each unit is received once. An auditor who
/// follows the log all the while reads every event once and in order.
class KillStoryTest {

    static final int CHECKOUTS = Deep.orElse(200, 60);
    static final int RANDOM_KILLS = Deep.orElse(3, 1);
    static final int WRITERS = 16;
    static final int UNITS = Deep.orElse(300, 100);
    static final List<String> FAILPOINTS = List.of(
            "store.appended:60",
            "store.group-appended:25",
            "process.commands-answered:15",
            "command.stored:20",
            "provider.answered:15",
            "webhook.recorded:10");

    @TempDir
    static Path folder;

    @Test
    void nothingIsLostAndNothingHappensTwice() throws Exception {
        var port = FreePort.any();
        var webhooks = URI.create("http://127.0.0.1:" + port + "/api/v1/payments/webhooks/stripe");
        try (var sandbox = Sandbox.start(options(webhooks));
                var engine = new KillableEngine(folder, port, sandbox.baseUri());
                var buyers = Executors.newFixedThreadPool(8);
                var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            engine.start("");
            var tokens = tokens();
            var staff = new Client(engine.base(), token(tokens, Role.ADMIN, 1));
            var packs = TestProducts.offers(staff, 10, 1_000);
            var auditor = new LogFollower(() -> new Client(engine.base(), token(tokens, Role.AUDITOR, 2)));
            var following = Thread.startVirtualThread(auditor);
            var work = new ArrayList<Future<?>>();
            for (var i = 0; i < CHECKOUTS; i++) {
                var number = i;
                work.add(buyers.submit(() -> buy(engine, tokens, packs, number)));
            }
            for (var i = 0; i < WRITERS; i++) {
                var number = i;
                work.add(writers.submit(() -> receive(engine, tokens, number)));
            }
            engine.kill();
            for (var failpoint : FAILPOINTS) {
                engine.start(failpoint);
                if (!engine.diesWithin(Duration.ofSeconds(40))) {
                    assertThat(failpoint.startsWith("store")
                                    && NamedAxonServer.address().isEmpty())
                            .as("%s was not reached", failpoint)
                            .isFalse();
                    engine.kill();
                }
            }
            var random = new Random(20261121);
            for (var kill = 0; kill < RANDOM_KILLS; kill++) {
                engine.start("");
                Thread.sleep(500 + random.nextInt(4_000));
                engine.kill();
            }
            engine.start("");
            for (var one : work) {
                one.get(5, TimeUnit.MINUTES);
            }
            requireConsistency(engine, sandbox);
            var stored = new ArrayList<String>();
            var log = RawLog.of(engine.jdbc());
            log.read(event -> stored.add(log.number(event) + " " + event.stream()));
            assertThat(auditor.seen(following)).isEqualTo(stored);
        }
    }

    private void requireConsistency(KillableEngine engine, Sandbox sandbox) {
        var books = new LedgerAudit(engine.jdbc(), sandbox.baseUri().toString());
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    assertThat(books.undecided()).isEmpty();
                    assertThat(books.placementsUnderWay()).isZero();
                });
        assertThat(books.count("ordering.OrderConfirmed")).isEqualTo(CHECKOUTS);
        assertThat(books.count("ordering.OrderPlaced")).isEqualTo(CHECKOUTS);
        assertThat(books.parked()).isZero();
        assertThat(books.deadLetters()).isZero();
        assertThat(books.openReservations()).isEmpty();
        books.stockAddsUp();
        books.moneyAgrees();
        for (var writer = 0; writer < WRITERS; writer++) {
            assertThat(RawLog.of(engine.jdbc()).stream(RetryingStockReceiver.item(writer)))
                    .filteredOn(event -> event.name().equals("inventory.StockReceived"))
                    .hasSize(UNITS);
        }
    }

    private static void receive(KillableEngine engine, JwtIssuer tokens, int number) {
        var token = token(tokens, Role.ADMIN, 1);
        new RetryingStockReceiver(() -> new Client(engine.base(), token))
                .receive(RetryingStockReceiver.item(number), "writer-" + number, UNITS);
    }

    private static void buy(KillableEngine engine, JwtIssuer tokens, List<String> packs, int number) {
        var buyer = new RetryingBuyer(engine::base, engine::base, token(tokens, Role.CUSTOMER, 100 + number));
        buyer.buy("buy-" + number, packs.get(number % packs.size()), packs.get((number + 3) % packs.size()));
    }

    private static JwtIssuer tokens() {
        return new JwtIssuer(Secrets.in(folder.resolve("data")), Clock.systemUTC());
    }

    private static String token(JwtIssuer tokens, Role role, int number) {
        return tokens.mint(RunningEngine.person(number), "Test", role, Duration.ofHours(1));
    }

    private static SandboxOptions options(URI webhooks) {
        return Provider.options(folder, webhooks);
    }
}
