package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.Client;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A buyer's page that waits for a change of an order.
class LongPollStoryTest {

    final RunningEngine engine = RunningEngine.shared();
    final Client operator = engine.as(Role.ADMIN);
    final Shop shop = new Shop(engine);
    final Client buyer = engine.buyer(7);

    /// The change was recorded before the request, and no event follows it.
    @Test
    void aRecordedChangeThatIsNotYetProjectedIsReported() {
        var order = "/api/v1/orders/" + shop.order(buyer, "FULL", 1, shop.pack(shop.stock(5)));
        operation("pause");
        var tag = buyer.get(order).header("ETag");
        assertThat(tag).isNotEmpty();
        assertThat(buyer.post(order + "/cancel", "").status()).isEqualTo(200);
        var soon = CompletableFuture.delayedExecutor(800, TimeUnit.MILLISECONDS);
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);

        var resumed = CompletableFuture.runAsync(() -> operation("resume"), soon);
        var changed = buyer.get(order, "If-None-Match", tag, "Prefer", "wait=20");
        resumed.join();
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.string("status")).isEqualTo("CANCELLED");
    }

    @Test
    void waitingWithoutAChangeEndsWith304() {
        var order = "/api/v1/orders/" + shop.order(buyer, "FULL", 1, shop.pack(shop.stock(5)));
        await().until(() -> buyer.get(order).string("status").equals("PENDING"));
        var tag = buyer.get(order).header("ETag");
        assertThat(buyer.get(order, "If-None-Match", tag, "Prefer", "wait=1").status())
                .isEqualTo(304);
    }

    private void operation(String verb) {
        var processor = "/api/v1/operations/processors/projections/";
        operator.done(operator.post(processor + verb, "{\"reason\":\"a test\"}"));
    }
}
