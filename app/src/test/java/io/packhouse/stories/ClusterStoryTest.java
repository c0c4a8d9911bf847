package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.app.security.LocalTokens;
import io.packhouse.app.security.Role;
import io.packhouse.engine.postgres.DataFolder;
import io.packhouse.engine.postgres.LocalDatabase;
import io.packhouse.engine.postgres.Secrets;
import io.packhouse.engine.postgres.StoreKind;
import io.packhouse.sandbox.Sandbox;
import io.packhouse.sandbox.SandboxOptions;
import io.packhouse.testing.Books;
import io.packhouse.testing.Client;
import io.packhouse.testing.KillableEngine;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.StubbornBuyer;
import io.packhouse.testing.Wares;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Three processes on one database: one takes commands, one answers questions, one does both. While
/// buyers buy, each is killed in turn, and so is PostgreSQL. The judge is the provider's journal
/// and the raw log.
class ClusterStoryTest {

    static final int CHECKOUTS = 120;

    @TempDir static Path folder;

    @Test
    void ops18WhicheverDiesTheOthersGoOn() throws Exception {
        try (var data = DataFolder.open(folder.resolve("data"), StoreKind.EMBEDDED);
                var database = LocalDatabase.start(data);
                var sandbox = Sandbox.start(options())) {
            var command = node("command", "command", sandbox, database);
            var query = node("query", "query", sandbox, database);
            var both = node("both", "all", sandbox, database);
            var nodes = List.of(command, query, both);
            try (var buyers = Executors.newFixedThreadPool(6)) {
                nodes.forEach(node -> node.start(""));
                var tokens = new LocalTokens(Secrets.in(folder.resolve("data")), Clock.systemUTC());
                var staff = new Client(command.base(), token(tokens, Role.ADMIN, 1));
                var packs = Wares.offers(staff, 10, 1_000);
                awaitShared(command.jdbc(), nodes.size());

                var writes = StubbornBuyer.inTurn(List.of(command.base(), both.base()));
                var reads = StubbornBuyer.inTurn(List.of(query.base(), both.base()));
                var checkouts = new ArrayList<Future<?>>();
                for (var i = 0; i < CHECKOUTS; i++) {
                    var number = i;
                    var buyer =
                            new StubbornBuyer(
                                    writes, reads, token(tokens, Role.CUSTOMER, 100 + number));
                    checkouts.add(
                            buyers.submit(
                                    () ->
                                            buyer.buy(
                                                    "buy-" + number,
                                                    packs.get(number % packs.size()),
                                                    packs.get((number + 3) % packs.size()))));
                }
                for (var node : nodes) {
                    Thread.sleep(2_000);
                    node.kill();
                    Thread.sleep(3_000);
                    node.start("");
                }
                killPostgres();
                LocalDatabase.start(data);
                for (var checkout : checkouts) {
                    checkout.get(5, TimeUnit.MINUTES);
                }
                judge(command.jdbc(), sandbox);
            } finally {
                nodes.forEach(KillableEngine::close);
            }
        }
    }

    /// Every node has a part of the work, and each segment one owner.
    private static void awaitShared(JdbcClient jdbc, int nodes) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(
                                                jdbc.sql(
                                                                "select distinct owner from"
                                                                        + " engine.token_entry")
                                                        .query(String.class)
                                                        .list())
                                        .doesNotContainNull()
                                        .hasSize(nodes));
    }

    private static void judge(JdbcClient jdbc, Sandbox sandbox) {
        var books = new Books(jdbc, sandbox.baseUri().toString());
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> {
                            assertThat(books.undecided()).isEmpty();
                            assertThat(books.placementsUnderWay()).isZero();
                        });
        assertThat(books.count("ordering.OrderPlaced")).isEqualTo(CHECKOUTS);
        assertThat(books.count("ordering.OrderConfirmed")).isEqualTo(CHECKOUTS);
        assertThat(books.parked()).isZero();
        assertThat(books.deadLetters()).isZero();
        assertThat(books.heldReservations()).isEmpty();
        books.stockAddsUp();
        books.moneyAgrees();
    }

    private static void killPostgres() throws Exception {
        var pid =
                Files.readAllLines(folder.resolve("data/postgres/postmaster.pid"))
                        .getFirst()
                        .strip();
        var postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().get(10, TimeUnit.SECONDS);
    }

    private static KillableEngine node(
            String name, String role, Sandbox sandbox, LocalDatabase database) {
        return KillableEngine.node(folder, name, role, sandbox.baseUri(), database);
    }

    private static String token(LocalTokens tokens, Role role, int number) {
        return tokens.mint(RunningEngine.person(number), "Test", role, Duration.ofHours(1));
    }

    /// Its notices reach nobody: what was paid is learned by asking.
    private static SandboxOptions options() {
        return SandboxOptions.defaults()
                .withPort(0)
                .withFolder(folder.resolve("sandbox"))
                .withWebhookUrl(URI.create("http://127.0.0.1:9/nobody"));
    }
}
