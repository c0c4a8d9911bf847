package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.Client;
import io.packhouse.testing.CuttableProxy;
import io.packhouse.testing.Deep;
import io.packhouse.testing.KillableEngine;
import io.packhouse.testing.NodesOnOneDatabase;
import io.packhouse.testing.RawLog;
import io.packhouse.testing.RetryingBuyer;
import io.packhouse.testing.Shop;
import io.packhouse.testing.TestProducts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three processes on one database: one handles commands, one queries, one both. While buyers buy,
/// each is killed, PostgreSQL is killed, and one is disconnected from it for longer than its claims
/// last. Checked in the provider's journal and the raw event log.
class NodesStoryTest {

    static final int CHECKOUTS = Deep.orElse(80, 30);
    static final int UNITS = 25;
    static final Set<String> ANSWERS = Set.of("ordering.OrderAccepted", "ordering.OrderRejected");

    @TempDir
    static Path folder;

    static NodesOnOneDatabase shared;
    static CuttableProxy wire;
    static KillableEngine command;
    static KillableEngine query;
    static KillableEngine both;
    static List<String> packs;

    final Supplier<String> writes = RetryingBuyer.roundRobin(List.of(command.base(), both.base()));
    final Supplier<String> reads = RetryingBuyer.roundRobin(List.of(query.base(), both.base()));

    @BeforeAll
    static void start() {
        shared = new NodesOnOneDatabase(folder);
        wire = new CuttableProxy(shared.databasePort());
        command = shared.node("command", "command", shared.databasePort());
        query = shared.node("reader", "query", shared.databasePort());
        both = shared.node("both", "all", wire.port()); // Only the connection of this node is cut.
        nodes().forEach(node -> node.start(""));
        packs = TestProducts.offers(staff(), 10, 1_000);
        awaitShared();
    }

    @AfterAll
    static void stop() throws Exception {
        shared.close();
        wire.close();
    }

    @Test
    void c01TwoNodesNeverOversell() throws Exception {
        var sku = "inv_main_WARE-9";
        count(sku, UNITS);
        var orders = new ConcurrentLinkedQueue<String>();
        try (var buyers = Executors.newFixedThreadPool(24)) {
            var attempts = IntStream.range(0, 3 * UNITS)
                    .mapToObj(i -> buyers.submit(() -> order(i).ifPresent(orders::add)))
                    .toList();
            for (var attempt : attempts) {
                attempt.get(2, TimeUnit.MINUTES);
            }
        }
        assertThat(orders.stream().filter(this::isAccepted)).hasSize(UNITS);
        // Stock received by another node is available at once.
        count(sku, UNITS + 2);
        assertThat(order(1_001)).matches(order -> isAccepted(order.orElseThrow()));
        assertThat(order(1_002)).matches(order -> isAccepted(order.orElseThrow()));
        assertThat(order(1_003).filter(this::isAccepted)).isEmpty();
        shared.ledger().stockAddsUp();
    }

    @Test
    void ops18TheOtherNodesContinueWhenOneIsKilled() throws Exception {
        try (var buyers = Executors.newFixedThreadPool(6)) {
            var checkouts = buy(buyers, "killed");
            for (var node : nodes()) {
                node.kill();
                Thread.sleep(3_000);
                node.start("");
            }
            shared.killPostgres();
            shared.restartPostgres();
            shared.requireBoughtOnce(checkouts);
        }
    }

    @Test
    void f08ADisconnectedNodeDoesNothingTwice() throws Exception {
        try (var buyers = Executors.newFixedThreadPool(6)) {
            var checkouts = buy(buyers, "cut");
            Thread.sleep(1_000);
            wire.cut(); // The node with both roles does not notice.
            Thread.sleep(12_000);
            wire.restore();
            shared.requireBoughtOnce(checkouts);
        }
    }

    private List<Future<String>> buy(ExecutorService buyers, String key) {
        return IntStream.range(0, CHECKOUTS)
                .mapToObj(number -> buyers.submit(() -> new RetryingBuyer(writes, reads, buyer(number))
                        .buy(key + "-" + number, packs.get(number % 8), packs.get((number + 3) % 8))))
                .toList();
    }

    /// The order's id, if there was stock for it.
    private Optional<String> order(int number) {
        var basket = Shop.basket("FULL", 1, packs.get(9));
        var placed = new Client(writes.get(), buyer(number)).postUntilAdmitted("/api/v1/orders", basket);
        assertThat(placed.status()).as(placed.text()).isIn(201, 202, 409);
        return placed.status() == 409 ? Optional.empty() : Optional.of(placed.string("id"));
    }

    /// What a 202 has come to.
    private boolean isAccepted(String order) {
        var log = RawLog.of(command.jdbc());
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> log.stream(order).stream()
                                .map(RawLog.Stored::name)
                                .filter(ANSWERS::contains)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .equals("ordering.OrderAccepted");
    }

    private static void count(String item, int onHand) {
        var path = "/api/v1/inventory/items/" + item + "/corrections";
        var body = "{\"onHand\":%s,\"reason\":\"counted\"}".formatted(onHand);
        var corrected = staff().post(path, body);
        assertThat(corrected.status()).as(corrected.text()).isEqualTo(200);
    }

    private static List<KillableEngine> nodes() {
        return List.of(command, query, both);
    }

    private static Client staff() {
        return new Client(command.base(), shared.token(Role.ADMIN, 1));
    }

    private static String buyer(int number) {
        return shared.token(Role.CUSTOMER, 100 + number);
    }

    /// Every node works on some segments, and each segment has one owner.
    private static void awaitShared() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(command.jdbc()
                                .sql("select owner from engine.token_entry where processor_name <> '__config'")
                                .query(String.class)
                                .list())
                        .doesNotContainNull()
                        .contains("command", "reader", "both"));
    }
}
