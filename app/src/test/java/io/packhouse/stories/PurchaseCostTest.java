package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.engine.postgres.DatabaseLogins;
import io.packhouse.engine.projection.ProjectionProgress;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.Client;
import io.packhouse.testing.DatabaseWork;
import io.packhouse.testing.NamedAxonServer;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import io.packhouse.testing.TestProducts;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// How much a purchase asks of the database, by the log of PostgreSQL: some purchases one after another on an engine
/// that has nothing else to do, without what it does when idle for the same time. Counts, never times.
@DisabledIfEnvironmentVariable(
        named = NamedAxonServer.VARIABLE,
        matches = ".+",
        disabledReason = "Only for the embedded store")
class PurchaseCostTest {

    /// These limits may only go down: a new feature must not add to the cost of each purchase. Each is a tenth above
    /// what was counted, which differs from run to run: 51 to 53 transactions, 129 to 133 statements.
    static final double MOST_TRANSACTIONS = 57;

    static final double MOST_STATEMENTS = 147;

    static final int PURCHASES = 10;

    /// What a confirmed order still causes: points, timers, the pay page that is looked at again.
    private static final Duration DONE_WITHIN = Duration.ofSeconds(6);

    @TempDir
    static Path folder;

    static RunningEngine engine;
    static List<String> packs;

    @BeforeAll
    static void start() {
        engine = RunningEngine.start(folder);
        DatabaseWork.log(data());
        packs = TestProducts.offers(engine.as(Role.ADMIN), 2, 1_000);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void aPurchaseCostsNoMoreTransactionsAndStatements() throws InterruptedException {
        buy(2); // The first ones fill caches.
        var before = counted();
        buy(PURCHASES);
        var after = counted();
        var idle = counted().since(after);
        requireWithinLimits(after.since(before).without(idle).dividedBy(PURCHASES));
        assertThat(engine.bean(ProjectionProgress.class).lags()).allMatch(lag -> lag.lag() == 0);
    }

    @Test
    void moreStatementsAreRefusedAndNamed() throws SQLException {
        var before = DatabaseWork.in(data());
        try (var app = engine.bean(DatabaseLogins.class).app().connect();
                var statement = app.createStatement()) {
            app.setAutoCommit(false); // One transaction, so that only the statements are too many.
            for (var i = 0; i < 2 * MOST_STATEMENTS; i++) {
                statement.execute("select total_minor from read.sales_order limit " + i);
            }
            app.commit();
        }
        var work = DatabaseWork.in(data()).since(before);
        assertThatThrownBy(() -> requireWithinLimits(work))
                .hasMessageContaining("select total_minor from read.sales_order limit");
    }

    private static void requireWithinLimits(DatabaseWork purchase) {
        assertThat(purchase.transactions()).as("%s", purchase).isBetween(1.0, MOST_TRANSACTIONS);
        assertThat(purchase.statements()).as("%s", purchase).isBetween(1.0, MOST_STATEMENTS);
    }

    /// The counts when everything that was begun is done.
    private static DatabaseWork counted() throws InterruptedException {
        Thread.sleep(DONE_WITHIN);
        return DatabaseWork.in(data());
    }

    private static Path data() {
        return folder.resolve("data");
    }

    /// As a buyer does over HTTP: without a look into the database, which would be counted.
    private static void buy(int purchases) {
        for (var number = 1; number <= purchases; number++) {
            var buyer = engine.buyer(number);
            var placed = buyer.post("/api/v1/orders", Shop.basket("FULL", 1, packs.get(0), packs.get(1)));
            assertThat(placed.status()).as(placed.text()).isEqualTo(201);
            var order = "/api/v1/orders/" + placed.string("id");
            assertThat(buyer.pay(payUrl(buyer, placed, order), Shop.GOOD_CARD).status())
                    .isEqualTo(303);
            awaitConfirmed(buyer, order);
        }
    }

    /// Of the answer, or later where the provider was slow.
    private static String payUrl(Client buyer, Client.Answer placed, String order) {
        var url = placed.string("payUrl");
        while (url.isEmpty()) {
            var payments = buyer.get(order + "/payments").body();
            url = payments.path("items").path(0).path("payUrl").asString("");
        }
        return url;
    }

    private static void awaitConfirmed(Client buyer, String order) {
        for (var tag = "none"; ; ) {
            var answer = buyer.get(order, "If-None-Match", tag, "Prefer", "wait=20");
            if (answer.string("status").equals("CONFIRMED")) {
                return;
            }
            tag = answer.header("ETag").isEmpty() ? tag : answer.header("ETag");
        }
    }
}
