package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.testing.Client;
import io.packhouse.testing.Client.Answer;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// INV-15: two hundred buyers on connections of their own for the last fifty units. Checked in the
/// raw event log: at no position is more reserved than there is.
class ConcurrencyStoryTest {

    final RunningEngine engine = RunningEngine.shared();
    final Shop shop = new Shop(engine);

    @Test
    void fiftyOfTwoHundredBuyersGetTheLastFiftyUnits() throws Exception {
        var sku = shop.stock(50);
        var answers = race(Shop.basket("FULL", 1, shop.pack(sku)), 200);
        fiftyAcceptedAndTheOthersRejected(answers);
        neverNegative("inv_main_" + sku, 50);
    }

    @Test
    void packsThatShareAnItemSellItOnce() throws Exception {
        var shared = shop.stock(50);
        var one = shop.pack(shared, shop.stock(200));
        var other = shop.pack(shop.stock(200), shared);
        var answers = race(Shop.basket("FULL", 1, one), 100, Shop.basket("FULL", 1, other));
        fiftyAcceptedAndTheOthersRejected(answers);
        neverNegative("inv_main_" + shared, 50);
    }

    private void fiftyAcceptedAndTheOthersRejected(List<Answer> answers) {
        assertThat(answers).hasSize(200).noneMatch(answer -> answer.status() >= 500);
        var waiting = answers.stream().filter(answer -> answer.status() == 202).toList();
        for (var late : waiting) { // 202: the outcome is in the event log.
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> engine.names(late.string("id")).size() > 1);
        }
        var reserved = answers.stream()
                .filter(answer -> answer.status() < 300)
                .filter(answer -> engine.names(answer.string("id")).contains("ordering.OrderAccepted"))
                .count();
        assertThat(reserved).isEqualTo(50);
        assertThat(answers)
                .filteredOn(answer -> answer.status() >= 400)
                .allMatch(answer -> answer.status() == 409)
                .allMatch(answer -> answer.string("type").equals("/problems/insufficient-stock"));
    }

    private void neverNegative(String item, int units) {
        var reserved = 0;
        for (var event : engine.events(item)) {
            reserved += event.name().equals("inventory.StockReserved") ? 1 : 0;
            reserved -= event.name().equals("inventory.ReservationReleased") ? 1 : 0;
            assertThat(reserved).as("at position %s", event.position()).isBetween(0, units);
        }
        assertThat(reserved).isEqualTo(units);
    }

    private List<Answer> race(String basket, int each, String... more) throws Exception {
        var baskets = new ArrayList<>(List.of(more));
        baskets.addFirst(basket);
        var buyers = new ArrayList<Callable<Answer>>();
        for (var buyer = 0; buyer < each * baskets.size(); buyer++) {
            Client client = engine.buyer(buyer);
            var mine = baskets.get(buyer % baskets.size());
            buyers.add(() -> client.postUntilAdmitted("/api/v1/orders", mine));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Answer>();
            for (var answer : threads.invokeAll(buyers)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
