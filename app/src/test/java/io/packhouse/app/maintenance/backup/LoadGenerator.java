package io.packhouse.app.maintenance.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.app.maintenance.archive.ArchiveManifest;
import io.packhouse.app.maintenance.archive.HashingOutputStream;
import io.packhouse.app.maintenance.store.PostgresRawEventStore;
import io.packhouse.app.security.JwtIssuer;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.engine.postgres.embedded.OfflineStore;
import io.packhouse.identity.api.Role;
import io.packhouse.sandbox.Sandbox;
import io.packhouse.testing.Client;
import io.packhouse.testing.KillableEngine;
import io.packhouse.testing.LedgerAudit;
import io.packhouse.testing.Provider;
import io.packhouse.testing.RawLog;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Buyers that place and pay orders continuously on an engine that may be killed at any moment.
record LoadGenerator(Path data, int port, List<String> packs) {

    private static final int PEOPLE = 8;

    LoadGenerator(Path data, int port) {
        this(data, port, new ArrayList<>());
    }

    static Sandbox sandbox(Path folder, int port) {
        var webhooks = URI.create("http://127.0.0.1:" + port + "/api/v1/payments/webhooks/stripe");
        return Sandbox.start(Provider.options(folder, webhooks));
    }

    Client as(Role role, int number) {
        var tokens = new JwtIssuer(Secrets.in(data), Clock.systemUTC());
        return new Client(
                "http://127.0.0.1:" + port,
                tokens.mint(RunningEngine.person(number), "Test", role, Duration.ofHours(1)));
    }

    void open() {
        var staff = as(Role.ADMIN, 1);
        for (var i = 0; i < 6; i++) {
            var sku = "CARE-" + i;
            staff.post(
                    "/api/v1/inventory/items/inv_main_" + sku + "/receipts",
                    "{\"quantity\":5000,\"reason\":\"delivery\"}");
            var body = """
                    {"kind":"STARTER","name":"%1$s","sku":"%1$s","taxClass":"STANDARD"}\
                    """.formatted(sku);
            var pack = staff.post("/api/v1/packs", body).string("id");
            var price = "{\"amountMinor\":1999,\"currency\":\"EUR\"}";
            staff.post("/api/v1/packs/" + pack + "/prices", price);
            var published = staff.post("/api/v1/packs/" + pack + "/publish", "");
            assertThat(published.status()).as(published.text()).isEqualTo(200);
            packs.add(pack);
        }
    }

    Buyers buyers() {
        return new Buyers(this);
    }

    static final class Buyers implements AutoCloseable {

        private final AtomicBoolean closed = new AtomicBoolean();
        private final AtomicInteger paid = new AtomicInteger();
        private final List<Thread> threads = new ArrayList<>();

        Buyers(LoadGenerator loadGenerator) {
            for (var i = 0; i < PEOPLE; i++) {
                var person = i;
                threads.add(Thread.startVirtualThread(() -> buy(loadGenerator, person)));
            }
        }

        int paid() {
            return paid.get();
        }

        private void buy(LoadGenerator loadGenerator, int person) {
            var buyer = loadGenerator.as(Role.CUSTOMER, 101 + person);
            for (var i = 0; !closed.get(); i++) {
                try {
                    var basket = Shop.basket("FULL", 1, loadGenerator.packs.get(i % loadGenerator.packs.size()));
                    var placed = buyer.post("/api/v1/orders", basket);
                    if (placed.status() < 300) {
                        pay(buyer, placed.string("id"));
                    }
                } catch (UncheckedIOException e) {
                    // The engine is gone.
                    pause();
                }
            }
        }

        private void pay(Client buyer, String order) {
            for (var tries = 0; tries < 50 && !closed.get(); tries++) {
                var page = openPage(buyer, order);
                if (!page.isEmpty() && buyer.pay(page, Shop.GOOD_CARD).status() == 303) {
                    paid.incrementAndGet();
                    return;
                }
                pause();
            }
        }

        @Override
        public void close() {
            closed.set(true);
            threads.forEach(Buyers::end);
        }

        private static void end(Thread thread) {
            try {
                thread.join(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String openPage(Client buyer, String order) {
        var answer = buyer.get("/api/v1/orders/" + order + "/payments");
        if (answer.status() != 200) {
            return "";
        }
        var list = answer.body().isArray() ? answer.body() : answer.body().path("items");
        for (JsonNode payment : list) {
            if (payment.path("status").asString("").equals("OPEN")) {
                return payment.path("payUrl").asString("");
            }
        }
        return "";
    }

    void everyOrderComesToItsEnd(KillableEngine engine, LedgerAudit ledgerAudit) {
        payWhatIsOpen(ledgerAudit);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    assertThat(ledgerAudit.undecided())
                            .as(() -> histories(engine, ledgerAudit))
                            .isEmpty();
                    assertThat(ledgerAudit.placementsUnderWay()).isZero();
                });
        assertThat(ledgerAudit.deadLetters()).isZero();
        assertThat(ledgerAudit.parked()).isZero();
        assertThat(ledgerAudit.openReservations()).isEmpty();
        ledgerAudit.stockAddsUp();
    }

    /// What is known of the orders that are not completed.
    private static String histories(KillableEngine engine, LedgerAudit ledgerAudit) {
        var report = new StringBuilder();
        for (var order : ledgerAudit.undecided()) {
            for (var stream : List.of(order, "pay_" + order + "_FULL")) {
                RawLog.of(engine.jdbc()).stream(stream)
                        .forEach(event -> report.append(event).append('\n'));
            }
            var saga = """
                    select convert_from(serialized_saga, 'UTF8') from engine.saga_entry where
                    convert_from(serialized_saga, 'UTF8') like ?""";
            report.append(engine.jdbc()
                    .sql(saga)
                    .param("%" + order + "%")
                    .query(String.class)
                    .list());
        }
        return report.toString();
    }

    /// The buyers pay what they had not paid before.
    private void payWhatIsOpen(LedgerAudit ledgerAudit) {
        var people = IntStream.range(0, PEOPLE)
                .mapToObj(i -> as(Role.CUSTOMER, 101 + i))
                .toList();
        var until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!ledgerAudit.undecided().isEmpty() && System.nanoTime() < until) {
            for (var order : ledgerAudit.undecided()) {
                for (var buyer : people) {
                    var page = openPage(buyer, order);
                    if (!page.isEmpty()) {
                        buyer.pay(page, Shop.GOOD_CARD);
                    }
                }
            }
            pause();
        }
    }

    /// For every restored order the amounts of the provider and ours are equal; what was bought
    /// after the backup is known to the provider alone, once each.
    void chargedOnceAndKnown(KillableEngine engine, LedgerAudit ledgerAudit) {
        var orders = new HashSet<String>();
        var captured = new HashMap<String, Long>();
        RawLog.of(engine.jdbc()).read(event -> {
            if (event.name().equals("ordering.OrderPlaced")) {
                orders.add(event.stream());
            } else if (event.name().equals("payment.PaymentCaptured")) {
                captured.merge(
                        event.stream(),
                        event.payload().at("/amount/amountMinor").asLong(),
                        Long::sum);
            }
        });
        var theirs = new HashMap<String, Long>();
        var charges = new HashMap<String, Integer>();
        for (var payment : ledgerAudit.paymentsOfProvider()) {
            var id = payment.at("/metadata/paymentId").asString();
            var amount = payment.path("captured").asLong();
            if (amount > 0) {
                charges.merge(id, 1, Integer::sum);
                if (orders.stream().anyMatch(id::contains)) {
                    theirs.merge(id, amount, Long::sum);
                }
            }
        }
        assertThat(charges.values()).containsOnly(1);
        assertThat(captured).isEqualTo(theirs).hasSize(orders.size());
        assertThat(charges).hasSizeGreaterThan(captured.size());
    }

    /// The hash of all stored events.
    static String hash(OfflineStore opened) throws Exception {
        return hash(opened, "true");
    }

    /// The hash of the events up to the position of the archive.
    static String hash(OfflineStore opened, ArchiveManifest archive) throws Exception {
        return hash(opened, "pg_visible_in_snapshot(transaction_id, '%s')".formatted(archive.snapshot()));
    }

    private static String hash(OfflineStore opened, String condition) throws Exception {
        try (opened;
                var connection = opened.databases().owner().connect()) {
            var digest = HashingOutputStream.sha256();
            new PostgresRawEventStore(connection).read(condition, event -> event.hashInto(digest));
            return HashingOutputStream.hex(digest);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
