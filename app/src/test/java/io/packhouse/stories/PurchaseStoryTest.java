package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.testing.Client;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A purchase from the cart to the end, over HTTP, with a simulated provider. Checked in the event
/// log and with the provider's amounts, never in a projection.
class PurchaseStoryTest {

    final RunningEngine engine = RunningEngine.shared();
    final Shop shop = new Shop(engine);
    final Client buyer = engine.buyer(1);

    @Test
    void aPaidOrderIsConfirmedAndItsStockCommitted() {
        var sku = shop.stock(10);
        var order = shop.order(buyer, "FULL", 2, shop.pack(sku));
        shop.pay(order, "FULL");

        var confirmed = shop.event(order, "ordering.OrderConfirmed").payload();
        assertThat(confirmed.path("paymentStatus").asString()).isEqualTo("PAID");
        assertThat(engine.names(order))
                .containsExactly("ordering.OrderPlaced", "ordering.OrderAccepted", "ordering.OrderConfirmed");
        assertThat(engine.names("inv_main_" + sku))
                .containsExactly(
                        "inventory.StockReceived", "inventory.StockReserved", "inventory.ReservationCommitted");
        assertThat(engine.names("pay_" + order + "_FULL"))
                .endsWith("payment.PaymentCaptured")
                .containsOnlyOnce("payment.PaymentCaptured", "payment.PaymentAuthorized");
    }

    @Test
    void anOrderBeyondTheStockIsRefusedWithWhatIsAvailable() {
        var sku = shop.stock(3);
        var refused = buyer.post("/api/v1/orders", Shop.basket("FULL", 4, shop.pack(sku)));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.string("type")).isEqualTo("/problems/insufficient-stock");
        assertThat(refused.body().path("shortages").get(0).path("available").asInt())
                .isEqualTo(3);
    }

    @Test
    void theAnswerToAnOrderHasTheAddressOfItsPayPage() {
        var basket = Shop.basket("DEPOSIT", 1, shop.pack(shop.stock(1)));
        var placed = await().until(
                        () -> buyer.post("/api/v1/orders", basket, "Idempotency-Key", "pay-page"),
                        answer -> !answer.string("payUrl").isEmpty());
        assertThat(buyer.pay(placed.string("payUrl"), Shop.GOOD_CARD).status()).isEqualTo(303);
        shop.event(placed.string("id"), "ordering.OrderConfirmed");
        var again = buyer.post("/api/v1/orders", basket, "Idempotency-Key", "pay-page");
        assertThat(again.string("payUrl")).isEqualTo(placed.string("payUrl"));
    }

    @Test
    void aDeclinedCardLeavesThePaymentPageOpen() {
        var order = shop.order(buyer, "FULL", 1, shop.pack(shop.stock(1)));
        var page = shop.payUrl(order, "FULL");
        assertThat(buyer.pay(page, Shop.DECLINED_CARD).status()).isEqualTo(402);
        shop.event("pay_" + order + "_FULL", "payment.PaymentDeclined");
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
    }

    @Test
    void aDepositConfirmsTheOrderAndShippingNeedsTheBalance() {
        var sku = shop.stock(5);
        var order = shop.order(buyer, "DEPOSIT", 1, shop.pack(sku));
        shop.pay(order, "DEPOSIT");
        shop.event(order, "ordering.OrderConfirmed");
        var path = "/api/v1/orders/" + order;
        assertThat(shop.staff().post(path + "/start-processing", "").status()).isEqualTo(200);
        var tooEarly = shop.staff().post(path + "/ship", SHIPMENT);
        assertThat(tooEarly.string("reason")).isEqualTo("BALANCE_DUE");

        assertThat(buyer.post(path + "/payments/balance", "").status()).isEqualTo(200);
        shop.pay(order, "BALANCE");
        shop.event(order, "ordering.OrderBalancePaid");
        assertThat(shop.staff().post(path + "/ship", SHIPMENT).status()).isEqualTo(200);
        shop.event("inv_main_" + sku, "inventory.StockDispatched");
        assertThat(shop.staff().post(path + "/deliver", "").status()).isEqualTo(200);
    }

    @Test
    void shippingNeedsACarrierAndATrackingNumber() {
        var order = shop.order(buyer, "FULL", 1, shop.pack(shop.stock(1)));
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        var status = "/api/v1/orders/" + order + "/status";
        assertThat(shop.staff()
                        .send("PATCH", status, "{\"status\":\"PROCESSING\"}")
                        .status())
                .isEqualTo(200);
        var refused = shop.staff().send("PATCH", status, "{\"status\":\"SHIPPED\"}");
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.string("reason")).isEqualTo("NO_SHIPMENT");
        var named = "{\"status\":\"SHIPPED\",\"shipment\":" + SHIPMENT + "}";
        assertThat(shop.staff().send("PATCH", status, named).status()).isEqualTo(200);
        assertThat(shop.event(order, "ordering.OrderShipped")
                        .payload()
                        .path("carrier")
                        .asString())
                .isNotEqualTo("unknown");
    }

    @Test
    void cancellingBeforePaymentReleasesTheStock() {
        var sku = shop.stock(2);
        var order = shop.order(buyer, "FULL", 2, shop.pack(sku));
        shop.payUrl(order, "FULL");
        assertThat(buyer.post("/api/v1/orders/" + order + "/cancel", "").status())
                .isEqualTo(200);
        var released =
                shop.event("inv_main_" + sku, "inventory.ReservationReleased").payload();
        assertThat(released.path("available").asInt()).isEqualTo(2);
        shop.event("pay_" + order + "_FULL", "payment.PaymentExpired");
    }

    @Test
    void cancellingAfterPaymentRefundsTheMoney() {
        var sku = shop.stock(2);
        var order = shop.order(buyer, "FULL", 2, shop.pack(sku));
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        assertThat(buyer.post("/api/v1/orders/" + order + "/cancel", "").status())
                .isEqualTo(200);
        var refunded = shop.event(order, "ordering.OrderRefunded").payload();
        assertThat(refunded.path("paymentStatus").asString()).isEqualTo("REFUNDED");
        shop.event("inv_main_" + sku, "inventory.ReservationReleased");
    }

    @Test
    void staffCannotReleaseTheStockOfAPaidOrder() {
        var sku = shop.stock(2);
        var order = shop.order(buyer, "FULL", 2, shop.pack(sku));
        var reservation = "/api/v1/inventory/reservations/res_" + order + "_1";
        var items = "{\"skus\":[\"%s\"],\"reason\":\"needed\"}".formatted(sku);
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        var no = shop.staff().post(reservation + "/release", items);
        assertThat(no.status()).isEqualTo(409);
        assertThat(no.string("reason")).isEqualTo("COMMITTED_TO_ORDER");
        assertThat(no.string("orderId")).isEqualTo(order);

        var path = "/api/v1/orders/" + order;
        assertThat(shop.staff().post(path + "/start-processing", "").status()).isEqualTo(200);
        assertThat(shop.staff().post(path + "/ship", SHIPMENT).status()).isEqualTo(200);
        shop.event("inv_main_" + sku, "inventory.StockDispatched");
    }

    @Test
    void staffReleaseAReservationThatTheyCommitted() {
        var sku = shop.stock(2);
        var reservations = "/api/v1/inventory/reservations";
        var reserved = shop.staff()
                .post(
                        reservations,
                        "{\"owner\":\"counter\",\"items\":[{\"sku\":\"%s\",\"quantity\":2}]}".formatted(sku));
        var path = reserved.header("Location");
        var items = "{\"skus\":[\"%s\"]}".formatted(sku);
        assertThat(shop.staff().post(path + "/commit", items).status()).isEqualTo(200);
        var release = items.replace("}", ",\"reason\":\"left\"}");
        assertThat(shop.staff().post(path + "/release", release).status()).isEqualTo(200);
        assertThat(engine.names("inv_main_" + sku)).endsWith("inventory.ReservationReleased");
    }

    @Test
    void anAbandonedOrderExpires() {
        var sku = shop.stock(2);
        var order = shop.order(buyer, "FULL", 2, shop.pack(sku));
        shop.payUrl(order, "FULL");
        engine.advance(Duration.ofMinutes(16));
        var cancelled = shop.event(order, "ordering.OrderCancelled").payload();
        assertThat(cancelled.path("reason").asString()).isEqualTo("PAYMENT_EXPIRED");
        assertThat(engine.names("inv_main_" + sku)).contains("inventory.ReservationExpired");
    }

    @Test
    void onlyTheBuyerSeesAndCancelsAnOrder() {
        var order = shop.order(buyer, "FULL", 1, shop.pack(shop.stock(1)));
        var path = "/api/v1/orders/" + order + "/cancel";
        assertThat(engine.buyer(2).post(path, "").status()).isEqualTo(404);
        assertThat(engine.anonymous().post(path, "").status()).isEqualTo(401);
    }

    @Test
    void aRepeatedRequestIsAnsweredTheSameAndDoneOnce() {
        var body = Shop.basket("FULL", 1, shop.pack(shop.stock(10)));
        var answers = List.of(1, 2, 3, 4, 5).parallelStream()
                .map(_ -> buyer.post("/api/v1/orders", body, "Idempotency-Key", "once-1"))
                .toList();
        assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.status() == 409);
        var again = buyer.post("/api/v1/orders", body, "Idempotency-Key", "once-1");
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        var order = again.string("id");
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 201)
                .allMatch(answer -> answer.string("id").equals(order));
        assertThat(engine.names(order)).containsOnlyOnce("ordering.OrderPlaced");

        var other = buyer.post("/api/v1/orders", body + " ", "Idempotency-Key", "once-1");
        assertThat(other.string("type")).isEqualTo("/problems/idempotency-key-reused");
    }

    static final String SHIPMENT = "{\"carrier\":\"DHL\",\"trackingNumber\":\"JD-1\"}";
}
