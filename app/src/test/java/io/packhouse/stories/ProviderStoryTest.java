package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.testing.Client;
import io.packhouse.testing.LedgerAudit;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A provider on its worst days: it repeats, shuffles, delays and drops its messages, loses its
/// answers, fails after it worked. Every order still ends where a person understands it, and after
/// every test its books and ours agree to the cent.
class ProviderStoryTest {

    @TempDir static Path folder;

    static RunningEngine engine;
    static Shop shop;

    final Client buyer = engine.buyer(1);

    @BeforeAll
    static void start() {
        engine = RunningEngine.start(folder, "--packhouse.payment.first-poll-after=PT1S");
        shop = new Shop(engine);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @AfterEach
    void booksAgree() {
        new Client(engine.sandbox().toString(), "").send("DELETE", "/sandbox/faults", "");
        new LedgerAudit(engine).moneyAgrees();
    }

    @Test
    void messagesRepeatedAndShuffledCountOnce() {
        faults("{\"webhooks\":{\"repeat\":3,\"shuffle\":true,\"delayMillis\":50}}");
        var pack = shop.pack(shop.stock(20));
        var orders = new ArrayList<String>();
        for (var i = 0; i < 10; i++) {
            orders.add(shop.order(buyer, "FULL", 1, pack));
            shop.pay(orders.get(i), "FULL");
        }
        for (var order : orders) {
            shop.event(order, "ordering.OrderConfirmed");
            assertThat(engine.names("pay_" + order + "_FULL"))
                    .containsOnlyOnce("payment.PaymentAuthorized", "payment.PaymentCaptured");
        }
    }

    @Test
    void withoutAnyMessageAskingSettlesIt() {
        faults("{\"webhooks\":{\"drop\":true}}");
        var order = shop.order(buyer, "FULL", 1, shop.pack(shop.stock(1)));
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
    }

    @Test
    void aCaptureWhoseAnswerWasLostIsNotDoneAgain() {
        faults("{\"webhooks\":{\"drop\":true},\"api\":{\"cut\":2,\"paths\":\"POST*/capture\"}}");
        var order = shop.order(buyer, "FULL", 1, shop.pack(shop.stock(1)));
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        assertThat(engine.names("pay_" + order + "_FULL"))
                .containsOnlyOnce("payment.PaymentCaptured");
    }

    @Test
    void aCaptureThatFailedAfterItWorkedIsFoundOut() {
        faults(
                "{\"webhooks\":{\"drop\":true},\"api\":{\"failAfterWork\":1,\"paths\":\"/capture\"}}");
        var order = shop.order(buyer, "FULL", 1, shop.pack(shop.stock(1)));
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
    }

    @Test
    void aProviderThatIsAwayForAWhileOpensThePageLater() {
        faults("{\"api\":{\"failBeforeWork\":3,\"paths\":\"POST /v1/checkout/sessions\"}}");
        var order = shop.order(buyer, "FULL", 1, shop.pack(shop.stock(1)));
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        assertThat(engine.names("pay_" + order + "_FULL"))
                .contains("payment.PaymentOutcomeUnknown");
    }

    @Test
    void aLatePaymentGetsItsStockWhenSomeIsLeft() {
        faults(
                "{\"webhooks\":{\"drop\":true},\"api\":{\"latencyMillis\":4000,\"paths\":\"/expire\"}}");
        var sku = shop.stock(1);
        var order = shop.order(buyer, "FULL", 1, shop.pack(sku));
        var page = lapsed(order, sku);
        assertThat(buyer.pay(page, Shop.GOOD_CARD).status()).isEqualTo(303);
        shop.event(order, "ordering.OrderConfirmed");
        assertThat(engine.names("inv_main_" + sku))
                .containsSequence("inventory.ReservationExpired", "inventory.StockReserved");
    }

    @Test
    void aLatePaymentGoesBackWhenTheStockIsGone() {
        faults(
                "{\"webhooks\":{\"drop\":true},\"api\":{\"latencyMillis\":4000,\"paths\":\"/expire\"}}");
        var sku = shop.stock(1);
        var pack = shop.pack(sku);
        var order = shop.order(buyer, "FULL", 1, pack);
        var page = lapsed(order, sku);
        shop.order(engine.buyer(2), "FULL", 1, pack);
        assertThat(buyer.pay(page, Shop.GOOD_CARD).status()).isEqualTo(303);

        var cancelled = shop.event(order, "ordering.OrderCancelled").payload();
        assertThat(cancelled.path("reason").asString()).isEqualTo("STOCK_UNAVAILABLE");
        shop.event("pay_" + order + "_FULL", "payment.PaymentVoided");
    }

    /// The page of an order whose hold has ended; closing it takes the provider a while.
    private String lapsed(String order, String sku) {
        var page = shop.payUrl(order, "FULL");
        engine.advanceOnlyTheEngine(Duration.ofMinutes(16));
        shop.event("inv_main_" + sku, "inventory.ReservationExpired");
        return page;
    }

    private static void faults(String faults) {
        var answer =
                new Client(engine.sandbox().toString(), "").send("PUT", "/sandbox/faults", faults);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
}
