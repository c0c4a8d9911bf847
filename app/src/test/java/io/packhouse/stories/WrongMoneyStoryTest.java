package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.testing.Client;
import io.packhouse.testing.Client.Answer;
import io.packhouse.testing.LedgerAudit;
import io.packhouse.testing.PrometheusScrape;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import io.packhouse.testing.StripeWebhook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The provider reports another amount than was requested, or money was moved in its dashboard. The
/// provider's own webhooks are dropped: the tests send webhooks of their own, and the rest is found
/// by polling.
class WrongMoneyStoryTest {

    private static final String SECRET_KEY = "Bearer sk_test_packhouse_sandbox";
    private static final String UNCAPTURED = "\"status\":\"requires_capture\",";
    private static final String REFUND_FAILS = "4000000000005126";
    private static final String REVIEW = "payment.ReviewRequired";
    private static final String CAPTURED = "\"status\":\"succeeded\",";

    @TempDir
    static Path folder;

    static RunningEngine engine;
    static Shop shop;

    final Client buyer = engine.buyer(1);
    final Client provider = new Client(engine.sandbox().toString(), "");

    @BeforeAll
    static void start() {
        engine = RunningEngine.start(
                folder, "--packhouse.payment.first-poll-after=PT1H", "--packhouse.metrics.interval=PT1S");
        shop = new Shop(engine);
        new Client(engine.sandbox().toString(), "").send("PUT", "/sandbox/faults", "{\"webhooks\":{\"drop\":true}}");
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @AfterEach
    void nothingIsParked() {
        assertThat(new LedgerAudit(engine).parked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CAPTURED + "\"currency\":\"eur\",\"amount_received\":1",
                CAPTURED + "\"currency\":\"eur\",\"amount_received\":null",
                CAPTURED + "\"currency\":\"eur\",\"amount_received\":-5",
                CAPTURED + "\"currency\":\"eur\",\"amount_received\":4611686018427387904",
                CAPTURED + "\"currency\":\"jpy\",\"amount_received\":DUE",
                CAPTURED + "\"currency\":null,\"amount_received\":DUE",
                UNCAPTURED + "\"currency\":\"eur\",\"amount_capturable\":1",
                UNCAPTURED + "\"currency\":\"eur\",\"amount_capturable\":null",
                UNCAPTURED + "\"currency\":\"usd\",\"amount_capturable\":DUE"
            })
    void aMismatchedAmountPaysNothing(String fields) {
        var sku = shop.stock(1);
        var order = shop.order(buyer, "FULL", 1, shop.pack(sku));
        shop.payUrl(order, "FULL");

        var answer = StripeWebhook.send(engine, order, fields.replace("DUE", due(order)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);

        assertCancelledAsMismatched(order, sku);
        assertThat(engine.names("pay_" + order + "_FULL"))
                .endsWith("payment.PaymentExpired")
                .doesNotContain("payment.PaymentAuthorized", "payment.PaymentCaptured");
    }

    @Test
    void aCorrectAmountAfterAMismatchIsReversed() {
        var sku = shop.stock(1);
        var order = shop.order(buyer, "FULL", 1, shop.pack(sku));
        shop.pay(order, "FULL");
        StripeWebhook.send(engine, order, UNCAPTURED + "\"currency\":\"jpy\",\"amount_capturable\":1");

        assertCancelledAsMismatched(order, sku);
        shop.event("pay_" + order + "_FULL", "payment.PaymentVoided");
        assertThat(intent(order).path("status").asString()).isEqualTo("canceled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"return", "refresh"})
    void aPartialCaptureInTheDashboardIsRefunded(String foundBy) {
        var sku = shop.stock(1);
        var order = shop.order(buyer, "FULL", 1, shop.pack(sku));
        shop.pay(order, "FULL");
        var captured = intent(order).path("id").asString();
        dashboard("/v1/payment_intents/" + captured + "/capture", "amount_to_capture=1000");
        var path = "/api/v1/payments/pay_" + order + "_FULL/" + foundBy;
        var looked = foundBy.equals("return") ? buyer.get(path) : buyer.post(path, "");
        assertThat(looked.status()).isLessThan(400);

        assertCancelledAsMismatched(order, sku);
        shop.event("pay_" + order + "_FULL", "payment.PaymentVoided");
        assertThat(intent(order).path("refunded").asLong()).isEqualTo(1000);
        var shown = buyer.get("/api/v1/payments/pay_" + order + "_FULL").body();
        assertThat(shown.path("mismatch").asString()).contains("10.00 EUR").contains("was requested.");
    }

    @Test
    void cancellingAfterARefundInTheDashboardRefundsTheRest() {
        var order = confirmed();
        var payment = intent(order);
        dashboard("/v1/refunds", "payment_intent=" + payment.path("id").asString() + "&amount=1000");
        assertThat(buyer.post("/api/v1/orders/" + order + "/cancel", "").status())
                .isEqualTo(200);

        var captured = payment.path("captured").asLong();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(intent(order).path("refunded").asLong()).isEqualTo(captured));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(buyer.get("/api/v1/payments/pay_" + order + "_FULL")
                                .string("status"))
                        .isEqualTo("REFUNDED"));
        var last = engine.events("pay_" + order + "_FULL").getLast().payload();
        assertThat(last.at("/amount/amountMinor").asLong()).isEqualTo(captured - 1000);
        assertThat(last.at("/refunded/amountMinor").asLong()).isEqualTo(captured);
    }

    @Test
    void aFailedRefundIsUnderReviewUntilStaffEndIt() {
        var order = shop.order(buyer, "FULL", 1, shop.pack(shop.stock(1)));
        shop.payUrl(order, "FULL");
        var right = CAPTURED + "\"currency\":\"eur\",\"amount_received\":" + due(order);
        StripeWebhook.send(engine, order, right);
        shop.event(order, "ordering.OrderConfirmed");
        assertThat(buyer.post("/api/v1/orders/" + order + "/cancel", "").status())
                .isEqualTo(200);

        var id = "pay_" + order + "_FULL";
        shop.event(id, REVIEW);
        await().atMost(Duration.ofSeconds(20)).until(() -> reviewed(id));
        assertThat(listed(id).path("review").asString()).contains("refuses");
        awaitMetric(1);

        var again = shop.staff().post("/api/v1/payments/" + id + "/return-again", "");
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> Collections.frequency(engine.names(id), REVIEW) == 2);
        assertThat(buyer.post("/api/v1/payments/" + id + "/end-review", "").status())
                .isEqualTo(403);
        assertThat(shop.staff()
                        .post("/api/v1/payments/" + id + "/end-review", "")
                        .status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> !reviewed(id));
        awaitMetric(0);
    }

    /// A bank may reject a refund days later; the sandbox's does so after three seconds.
    @Test
    void aRefundThatFailsAfterItWasAcceptedIsUnderReview() {
        var order = shop.order(buyer, "FULL", 1, shop.pack(shop.stock(1)));
        var id = "pay_" + order + "_FULL";
        assertThat(buyer.pay(shop.payUrl(order, "FULL"), REFUND_FAILS).status()).isEqualTo(303);
        refresh(id);
        shop.event(order, "ordering.OrderConfirmed");
        assertThat(buyer.post("/api/v1/orders/" + order + "/cancel", "").status())
                .isEqualTo(200);
        shop.event(id, "payment.PaymentRefunded");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> intent(order).path("refunded").asLong() == 0);

        refresh(id);
        shop.event(id, REVIEW);
        await().atMost(Duration.ofSeconds(20)).until(() -> reviewed(id));
        assertThat(listed(id).path("review").asString()).contains("failed", "re_");
        assertThat(listed(id).path("status").asString()).isEqualTo("REFUNDED");
        awaitMetric(1);

        refresh(id);
        assertThat(shop.staff()
                        .post("/api/v1/payments/" + id + "/end-review", "")
                        .status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> !reviewed(id));
        awaitMetric(0);
        assertThat(engine.names(id)).containsOnlyOnce(REVIEW);
    }

    private void refresh(String payment) {
        var looked = buyer.post("/api/v1/payments/" + payment + "/refresh", "");
        assertThat(looked.status()).as(looked.text()).isEqualTo(202);
    }

    private void awaitMetric(double payments) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(PrometheusScrape.of(engine).sum("packhouse_payments_under_review"))
                        .isEqualTo(payments));
    }

    private boolean reviewed(String payment) {
        return !listed(payment).isMissingNode();
    }

    private JsonNode listed(String payment) {
        var list = shop.staff().get("/api/v1/payments?underReview=true");
        assertThat(list.status()).as(list.text()).isEqualTo(200);
        return list.body()
                .path("items")
                .valueStream()
                .filter(one -> one.path("paymentId").asString().equals(payment))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private String confirmed() {
        var order = shop.order(buyer, "FULL", 1, shop.pack(shop.stock(1)));
        shop.pay(order, "FULL");
        buyer.post("/api/v1/payments/pay_" + order + "_FULL/refresh", "");
        shop.event(order, "ordering.OrderConfirmed");
        return order;
    }

    private static void assertCancelledAsMismatched(String order, String sku) {
        var payment = "pay_" + order + "_FULL";
        shop.event(payment, "payment.PaymentMismatched");
        var cancelled = shop.event(order, "ordering.OrderCancelled").payload();
        assertThat(cancelled.path("reason").asString()).isEqualTo("PAYMENT_MISMATCHED");
        assertThat(engine.names(order)).doesNotContain("ordering.OrderConfirmed");
        shop.event("inv_main_" + sku, "inventory.ReservationReleased");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(engine.names(payment))
                        .containsAnyOf("payment.PaymentExpired", "payment.PaymentVoided"));
        assertThat(engine.names("inv_main_" + sku)).doesNotContain("inventory.ReservationCommitted");
    }

    private static String due(String order) {
        return shop.event("pay_" + order + "_FULL", "payment.PaymentRequested")
                .payload()
                .at("/amount/amountMinor")
                .asString();
    }

    private static JsonNode intent(String order) {
        for (var payment : new LedgerAudit(engine).paymentsOfProvider()) {
            if (payment.at("/metadata/paymentId").asString().contains(order)) {
                return payment;
            }
        }
        throw new AssertionError("no payment of " + order);
    }

    private Answer dashboard(String path, String form) {
        var answer = provider.send(
                "POST", path, form, "Authorization", SECRET_KEY, "Content-Type", "application/x-www-form-urlencoded");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }
}
