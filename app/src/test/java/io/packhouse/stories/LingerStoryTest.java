package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A shop whose projections gather events for minutes: whoever waits for one has it nevertheless.
class LingerStoryTest {

    private static final String ORDERS = "/api/v1/orders/";

    static RunningEngine engine;
    static Shop shop;

    @BeforeAll
    static void open(@TempDir Path folder) {
        engine = RunningEngine.start(folder, "--packhouse.linger=PT5M");
        shop = new Shop(engine);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void whoReadsWhatTheyWroteHasIt() {
        var buyer = engine.buyer(1);
        var order = shop.order(buyer, "FULL", 1, shop.pack(shop.stock(5)));
        for (var turn = 1; turn <= 3; turn++) {
            var path = "/api/v1/inventory/items/inv_main_LINGER";
            var received =
                    shop.staff()
                            .post(path + "/receipts", "{\"quantity\":1,\"reason\":\"delivery\"}");
            var token = received.header("Consistency-Token");
            var item = shop.staff().get(path, "Consistency-Token", token);
            assertThat(item.header("Consistency")).isEmpty();
            assertThat(item.body().path("available").asInt()).isEqualTo(turn);
        }
        var cancelled = buyer.post(ORDERS + order + "/cancel", "");
        var token = cancelled.header("Consistency-Token");
        assertThat(buyer.get(ORDERS + order, "Consistency-Token", token).string("status"))
                .isEqualTo("CANCELLED");
    }

    /// What they know is old, and what made it so was told before they asked.
    @Test
    void whoWaitsForNewsHasWhatIsOnItsWay() {
        var buyer = engine.buyer(2);
        var basket = Shop.basket("FULL", 1, shop.pack(shop.stock(5)));
        var placed = buyer.post("/api/v1/orders", basket);
        var order = placed.string("id");
        shop.event(order, "ordering.OrderAccepted");
        var token = placed.header("Consistency-Token");
        var tag = buyer.get(ORDERS + order, "Consistency-Token", token).header("ETag");
        var cancelled = buyer.post(ORDERS + order + "/cancel", "");
        assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);
        Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> true);

        var news = buyer.get(ORDERS + order, "If-None-Match", tag, "Prefer", "wait=15");
        assertThat(news.status()).isEqualTo(200);
        assertThat(news.string("status")).isEqualTo("CANCELLED");
    }
}
