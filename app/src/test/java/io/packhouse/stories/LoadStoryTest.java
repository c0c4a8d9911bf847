package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.testing.Deep;
import io.packhouse.testing.LedgerAudit;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hundreds of purchases, two thousand in a deep run, at 8 and then at 32 customers: every saga
/// that began has ended, nothing is dead or parked, stock adds up and the provider's books are ours
/// to the cent.
class LoadStoryTest {

    static final int PURCHASES = Deep.orElse(2_000, 200);

    @TempDir
    static Path folder;

    @Test
    void everyPurchaseIsCompleted() throws Exception {
        try (var engine = RunningEngine.start(folder)) {
            var shop = new Shop(engine);
            var skus = new ArrayList<String>();
            var packs = new ArrayList<String>();
            for (var i = 0; i < 20; i++) {
                skus.add(shop.stock(5_000));
            }
            for (var i = 0; i < 20; i++) {
                packs.add(shop.pack(skus.get(i), skus.get((i + 7) % 20)));
            }
            buy(engine, shop, packs, 8, PURCHASES / 2);
            buy(engine, shop, packs, 32, PURCHASES / 2);

            var books = new LedgerAudit(engine);
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() ->
                            assertThat(books.count("ordering.OrderConfirmed")).isEqualTo(PURCHASES));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(books.placementsUnderWay()).isZero());
            assertThat(books.deadLetters()).isZero();
            assertThat(books.parked()).isZero();
            books.stockAddsUp();
            books.moneyAgrees();
        }
    }

    private static void buy(RunningEngine engine, Shop shop, List<String> packs, int customers, int purchases)
            throws Exception {
        try (var threads = Executors.newFixedThreadPool(customers)) {
            var all = new ArrayList<Future<?>>();
            for (var i = 0; i < purchases; i++) {
                var number = i;
                var buyer = engine.buyer(i % customers);
                all.add(threads.submit(() -> {
                    var one = packs.get(number % packs.size());
                    var other = packs.get((number + 7) % packs.size());
                    shop.pay(shop.order(buyer, "FULL", 1, one, other), "FULL");
                }));
            }
            for (var purchase : all) {
                purchase.get();
            }
        }
    }
}
