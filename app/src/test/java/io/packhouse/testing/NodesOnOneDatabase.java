package io.packhouse.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.app.security.JwtIssuer;
import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.engine.postgres.embedded.EmbeddedPostgres;
import io.packhouse.identity.api.Role;
import io.packhouse.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL and a sandbox that several engines share, each a process of its own.
public final class NodesOnOneDatabase implements AutoCloseable {

    private final Path folder;
    private final DataDirectory data;
    private final EmbeddedPostgres database;
    private final Sandbox sandbox;
    private final List<KillableEngine> nodes = new ArrayList<>();

    public NodesOnOneDatabase(Path folder) {
        this.folder = folder;
        data = DataDirectory.open(folder.resolve("data"), NamedAxonServer.begin());
        database = EmbeddedPostgres.start(data);
        // Its webhooks reach no engine: payments are found by polling.
        sandbox = Sandbox.start(Provider.options(folder, URI.create("http://127.0.0.1:9/none")));
    }

    public int databasePort() {
        return URI.create(database.app().url().substring("jdbc:".length())).getPort();
    }

    /// A node that is not started yet. It reaches PostgreSQL at that port.
    public KillableEngine node(String name, String role, int port) {
        var node = KillableEngine.node(folder, name, role, sandbox.baseUri(), database, port);
        nodes.add(node);
        return node;
    }

    public String token(Role role, int number) {
        return new JwtIssuer(Secrets.in(folder.resolve("data")), Clock.systemUTC())
                .mint(RunningEngine.person(number), "Test", role, Duration.ofHours(1));
    }

    public LedgerAudit ledger() {
        return new LedgerAudit(nodes.getFirst().jdbc(), sandbox.baseUri().toString());
    }

    public void killPostgres() throws Exception {
        var pid = Files.readAllLines(folder.resolve("data/postgres/postmaster.pid"))
                .getFirst();
        var postmaster = ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().get(10, TimeUnit.SECONDS);
    }

    public void restartPostgres() {
        database.restart();
    }

    /// All these orders were placed, paid for and confirmed, once.
    public void requireBoughtOnce(List<Future<String>> checkouts) throws Exception {
        var orders = new HashSet<String>();
        for (var checkout : checkouts) {
            orders.add(checkout.get(5, TimeUnit.MINUTES));
        }
        assertThat(orders).hasSameSizeAs(checkouts);
        var ledger = ledger();
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(ledger.undecided()).doesNotContainAnyElementsOf(orders));
        var log = RawLog.of(nodes.getFirst().jdbc());
        assertThat(orders)
                .allSatisfy(order -> assertThat(log.stream(order).stream().map(RawLog.Stored::name))
                        .containsOnlyOnce("ordering.OrderPlaced", "ordering.OrderConfirmed"));
        assertThat(ledger.parked()).isZero();
        assertThat(ledger.deadLetters()).isZero();
        ledger.stockAddsUp();
        ledger.moneyAgrees();
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(KillableEngine::close);
        sandbox.close();
        database.close();
        data.close();
    }
}
