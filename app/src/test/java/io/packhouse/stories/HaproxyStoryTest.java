package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.Client;
import io.packhouse.testing.Deep;
import io.packhouse.testing.Haproxy;
import io.packhouse.testing.KillableEngine;
import io.packhouse.testing.LivePage;
import io.packhouse.testing.NodesOnOneDatabase;
import io.packhouse.testing.ReadinessWatch;
import io.packhouse.testing.RetryingBuyer;
import io.packhouse.testing.Shop;
import io.packhouse.testing.TestProducts;
import io.packhouse.testing.Traffic;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes with all roles on one database, behind the real HAProxy with the configuration from
/// `deploy`. Clients know its address only, while nodes are killed, frozen and drained.
class HaproxyStoryTest {

    static final int CHECKOUTS = Deep.orElse(40, 16);
    static final String ITEM = "/api/v1/inventory/items/inv_main_WARE-9";
    static final String RECEIPT = "{\"quantity\":1,\"reason\":\"delivery\"}";

    @TempDir
    static Path folder;

    static NodesOnOneDatabase shared;
    static KillableEngine one;
    static KillableEngine two;
    static Haproxy proxy;
    static List<String> packs;

    @BeforeAll
    static void start() {
        var program = Haproxy.requireProgram(HaproxyStoryTest.class);
        shared = new NodesOnOneDatabase(folder);
        one = shared.node("node-1", "all", shared.databasePort());
        two = shared.node("node-2", "all", shared.databasePort());
        start(one);
        start(two);
        proxy = Haproxy.start(program, folder, List.of(URI.create(one.base()), URI.create(two.base())));
        packs = TestProducts.offers(staff(), 10, 1_000);
    }

    @AfterAll
    static void stop() throws Exception {
        if (proxy != null) {
            proxy.close();
        }
        if (shared != null) {
            shared.close();
        }
    }

    @Test
    void theLogOfTheProxyHasNoQueries() {
        anonymous().get("/reset-password?token=secret-of-a-link");
        await().until(() -> proxy.log().contains("\"GET /reset-password HTTP/1.1\""));
        assertThat(proxy.log()).doesNotContain("secret-of-a-link");
    }

    @Test
    void bothNodesAnswerAndTheirMetricsAreNotPublic() {
        for (var node : List.of("node-1", "node-2")) {
            var before = proxy.requests(node);
            await().until(() -> {
                assertThat(anonymous().get("/api/v1/packs").status()).isEqualTo(200);
                return proxy.requests(node) > before;
            });
        }
        var id = anonymous().get("/api/v1/packs").header("X-Request-Id");
        assertThat(id).startsWith("req_");
        await().until(() -> proxy.log().contains(id));
        var metrics = anonymous().get("/actuator/prometheus");
        assertThat(metrics.status()).isEqualTo(404);
        assertThat(metrics.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(metrics.string("type")).isEqualTo("about:blank");
    }

    /// A node admits one live page for each address here, so with two nodes there are two.
    @Test
    void theAddressOfAClientCannotBeForged() throws Exception {
        try (var here = visitor("127.0.0.1");
                var there = visitor("127.0.0.2")) {
            assertThat(watch(here, "")).isEqualTo(200);
            assertThat(watch(here, "")).isEqualTo(200);
            assertThat(watch(here, "")).isEqualTo(503);
            assertThat(watch(here, "127.0.0.3")).isEqualTo(503);
            assertThat(watch(there, "")).isEqualTo(200);
            here.shutdownNow();
            there.shutdownNow();
        }
    }

    @Test
    void ops18KillingEitherNodeLosesAndDoublesNothing() throws Exception {
        var item = "/api/v1/inventory/items/inv_main_KILLED";
        var order = order(1);
        try (var page = new LivePage(proxy.base() + "/orders/" + order + "/live", buyer(1));
                var traffic = new Traffic(staff(), item);
                var buyers = Executors.newFixedThreadPool(4)) {
            var checkouts = buy(buyers);
            await().until(() -> page.position() > 0);
            for (var node : List.of("node-1", "node-2")) {
                var engine = node.equals("node-1") ? one : two;
                traffic.awaitAnswers(100);
                engine.kill();
                traffic.awaitAnswers(100);
                start(engine);
                proxy.awaitUp(node, true);
                var before = proxy.requests(node);
                await().until(() -> proxy.requests(node) > before);
            }
            shared.requireBoughtOnce(checkouts);
            requireChangeReceived(page, order);
            var received = traffic.end();
            // At most the requests in flight of four clients when each of two nodes was killed.
            assertThat(traffic.broken()).isLessThanOrEqualTo(8);
            await().until(() -> onHand(item) == received);
        }
    }

    @Test
    void aDrainingNodeGetsNoRequestsAndNoClientSeesAnError() throws Exception {
        try (var traffic = new Traffic(staff(), ITEM);
                var readiness = new ReadinessWatch(new Client(two.base(), shared.token(Role.ADMIN, 1)))) {
            traffic.awaitAnswers(100);
            one.terminate();
            proxy.awaitUp("node-1", false);
            var before = proxy.requests("node-1");
            traffic.awaitAnswers(100);
            assertThat(one.diesWithin(Duration.ofSeconds(40))).isTrue();
            assertThat(proxy.requests("node-1")).isEqualTo(before);
            traffic.awaitAnswers(100);
            traffic.end();
            assertThat(traffic.broken()).isZero();
            assertThat(readiness.end())
                    .as("node-2 stays ready while it takes over")
                    .isEmpty();
        } finally {
            restart(one, "node-1");
        }
    }

    @Test
    void aFrozenNodeGetsNoRequestsUntilItContinues() {
        two.freeze();
        try {
            proxy.awaitUp("node-2", false);
            for (var i = 0; i < 10; i++) {
                assertThat(anonymous().get("/api/v1/packs").status()).isEqualTo(200);
                assertThat(staff().post(ITEM + "/receipts", RECEIPT).status()).isEqualTo(200);
            }
        } finally {
            two.thaw();
            proxy.awaitUp("node-2", true);
        }
    }

    @Test
    void withoutPostgresTheAnswersOfTheNodesComeThrough() throws Exception {
        shared.killPostgres();
        try {
            proxy.awaitUp("node-1", false);
            proxy.awaitUp("node-2", false);
            requireStoreUnavailable();
            one.kill(); // HAProxy does not know yet, and chooses between both.
            for (var i = 0; i < 10; i++) {
                requireStoreUnavailable();
            }
        } finally {
            shared.restartPostgres();
        }
        restart(one, "node-1");
        proxy.awaitUp("node-2", true);
        assertThat(staff().get(ITEM).status()).isEqualTo(200);
    }

    private static void requireStoreUnavailable() {
        var answer = staff().get(ITEM);
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.string("type")).as(answer.text()).isEqualTo("/problems/store-unavailable");
    }

    private static void restart(KillableEngine node, String name) {
        node.kill();
        start(node);
        proxy.awaitUp(name, true);
    }

    private static void start(KillableEngine node) {
        node.start(
                "",
                "--server.forward-headers-strategy=native",
                "--packhouse.shutdown.drain-delay=PT3S",
                "--packhouse.live-streams.max-per-user=1");
    }

    private static List<Future<String>> buy(ExecutorService buyers) {
        return IntStream.range(0, CHECKOUTS)
                .mapToObj(i -> buyers.submit(() -> buy(new RetryingBuyer(proxy::base, proxy::base, buyer(i)), i)))
                .toList();
    }

    private static String buy(RetryingBuyer buyer, int number) {
        return buyer.buy("behind-" + number, packs.get(number % 8), packs.get((number + 3) % 8));
    }

    private static String order(int number) {
        var basket = Shop.basket("FULL", 1, packs.getFirst());
        var placed = new Client(proxy.base(), buyer(number)).post("/api/v1/orders", basket);
        assertThat(placed.status()).as(placed.text()).isIn(201, 202);
        return placed.string("id");
    }

    private static void requireChangeReceived(LivePage page, String order) {
        assertThat(page.connections()).isGreaterThan(1); // Its node was killed, whichever it was.
        var seen = page.position();
        var cancelled = new Client(proxy.base(), buyer(1)).post("/api/v1/orders/" + order + "/cancel", "");
        assertThat(cancelled.status()).as(cancelled.text()).isLessThan(300);
        await().atMost(Duration.ofSeconds(30)).until(() -> page.position() > seen);
    }

    private static HttpClient visitor(String address) throws Exception {
        return HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(address))
                .build();
    }

    private static int watch(HttpClient visitor, String claimed) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(proxy.base() + "/live")).header("Accept", "text/event-stream");
        if (!claimed.isEmpty()) {
            request.header("X-Forwarded-For", claimed);
        }
        return visitor.send(request.build(), BodyHandlers.ofInputStream()).statusCode();
    }

    private static int onHand(String item) {
        return staff().get(item).body().path("onHand").asInt();
    }

    private static Client anonymous() {
        return new Client(proxy.base(), "");
    }

    private static Client staff() {
        return new Client(proxy.base(), shared.token(Role.ADMIN, 1));
    }

    private static String buyer(int number) {
        return shared.token(Role.CUSTOMER, 100 + number);
    }
}
