package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.inventory.api.InventoryCommand.*;
import io.packhouse.testing.LedgerAudit;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.commandhandling.CommandBus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A step of one order fails again and again. Its saga is parked with all later events of that
/// order, the other orders continue, and once the cause is gone the parked events are handled in
/// order, without an operator.
class ParkingStoryTest {

    @TempDir
    Path folder;

    @Test
    void aSagaThatFailsIsParkedAndResumed() {
        try (var engine = RunningEngine.start(folder)) {
            var shop = new Shop(engine);
            var books = new LedgerAudit(engine);
            var cursed = shop.stock(5);
            var broken = new AtomicBoolean(true);
            engine.bean(CommandBus.class).registerHandlerInterceptor((work, chain) -> {
                if (broken.get()
                        && work.getMessage().getPayload() instanceof CommitReservation commit
                        && commit.items().toString().contains(cursed)) {
                    throw new IllegalStateException("Broken on purpose");
                }
                return chain.proceed();
            });
            var stuck = shop.order(engine.buyer(1), "FULL", 1, shop.pack(cursed));
            shop.pay(stuck, "FULL");
            await().atMost(Duration.ofSeconds(30)).until(() -> books.parked() == 1);
            assertThat(causes(engine)).allMatch(cause -> cause.contains("Broken on purpose"));

            var other = shop.order(engine.buyer(2), "FULL", 1, shop.pack(shop.stock(5)));
            shop.pay(other, "FULL");
            shop.event(other, "ordering.OrderConfirmed");

            var cancel = "/api/v1/orders/" + stuck + "/cancel";
            var cancelled = engine.buyer(1).post(cancel, "");
            assertThat(cancelled.status()).as(cancelled.text()).isLessThan(300);
            await().atMost(Duration.ofSeconds(30)).until(() -> books.parked() > 1);
            assertThat(causes(engine).getLast()).isEqualTo("behind an earlier event");

            broken.set(false);
            engine.advanceOnlyTheEngine(Duration.ofMinutes(6));
            await().atMost(Duration.ofSeconds(30)).until(() -> books.parked() == 0);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(books.placementsUnderWay()).isZero());
            assertThat(engine.names(stuck)).contains("ordering.OrderCancelled");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(books.openReservations()).isEmpty());
            books.stockAddsUp();
            books.moneyAgrees();
        }
    }

    private static List<String> causes(RunningEngine engine) {
        return engine.jdbc()
                .sql("select cause from engine.parked_event order by id")
                .query(String.class)
                .list();
    }
}
