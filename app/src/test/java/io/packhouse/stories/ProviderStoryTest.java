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

/// A provider with faults: it repeats, reorders, delays and drops its webhooks, loses its answers,
/// fails after it succeeded. Every order still ends in a state that people understand, and after
/// every test its amounts and ours agree to the cent.
class ProviderStoryTest {

    @TempDir
    static Path folder;

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
    void moneyAgrees() {
        new Client(engine.sandbox().toString(), "").send("DELETE", "/sandbox/faults", "");
        new LedgerAudit(engine).moneyAgrees();
    }

    @Test
    void repeatedAndReorderedWebhooksCountOnce() {
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
    void withoutWebhooksPollingCompletesThePayment() {
        faults("{\"webhooks\":{\"drop\":true}}");
        var order = shop.order(buyer, "FULL", 1, shop.pack(shop.stock(1)));
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
    }

    @Test
    void aCaptureWithALostAnswerIsNotRepeated() {
        faults("{\"webhooks\":{\"drop\":true},\"api\":{\"cut\":2,\"paths\":\"POST*/capture\"}}");
        var order = shop.order(buyer, "FULL", 1, shop.pack(shop.stock(1)));
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        assertThat(engine.names("pay_" + order + "_FULL")).containsOnlyOnce("payment.PaymentCaptured");
    }

    @Test
    void aCaptureThatFailedAfterItSucceededIsDetected() {
        faults("{\"webhooks\":{\"drop\":true},\"api\":{\"failAfterWork\":1,\"paths\":\"/capture\"}}");
        var order = shop.order(buyer, "FULL", 1, shop.pack(shop.stock(1)));
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
    }

    @Test
    void theCheckoutIsCreatedWhenTheProviderIsBack() {
        faults("{\"api\":{\"failBeforeWork\":3,\"paths\":\"POST /v1/checkout/sessions\"}}");
        var order = shop.order(buyer, "FULL", 1, shop.pack(shop.stock(1)));
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        assertThat(engine.names("pay_" + order + "_FULL")).contains("payment.PaymentOutcomeUnknown");
    }

    @Test
    void aLatePaymentIsConfirmedWhenStockIsLeft() {
        faults("{\"webhooks\":{\"drop\":true},\"api\":{\"latencyMillis\":4000,\"paths\":\"/expire\"}}");
        var sku = shop.stock(1);
        var order = shop.order(buyer, "FULL", 1, shop.pack(sku));
        var page = expired(order, sku);
        assertThat(buyer.pay(page, Shop.GOOD_CARD).status()).isEqualTo(303);
        shop.event(order, "ordering.OrderConfirmed");
        assertThat(engine.names("inv_main_" + sku))
                .containsSequence("inventory.ReservationExpired", "inventory.StockReserved");
    }

    @Test
    void aLatePaymentIsVoidedWhenTheStockIsSold() {
        faults("{\"webhooks\":{\"drop\":true},\"api\":{\"latencyMillis\":4000,\"paths\":\"/expire\"}}");
        var sku = shop.stock(1);
        var pack = shop.pack(sku);
        var order = shop.order(buyer, "FULL", 1, pack);
        var page = expired(order, sku);
        shop.order(engine.buyer(2), "FULL", 1, pack);
        assertThat(buyer.pay(page, Shop.GOOD_CARD).status()).isEqualTo(303);

        var cancelled = shop.event(order, "ordering.OrderCancelled").payload();
        assertThat(cancelled.path("reason").asString()).isEqualTo("STOCK_UNAVAILABLE");
        shop.event("pay_" + order + "_FULL", "payment.PaymentVoided");
    }

    /// The payment page of an order whose reservation has expired; closing it takes the provider a
    /// while.
    private String expired(String order, String sku) {
        var page = shop.payUrl(order, "FULL");
        engine.advanceOnlyTheEngine(Duration.ofMinutes(16));
        shop.event("inv_main_" + sku, "inventory.ReservationExpired");
        return page;
    }

    private static void faults(String faults) {
        var answer = new Client(engine.sandbox().toString(), "").send("PUT", "/sandbox/faults", faults);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
}
