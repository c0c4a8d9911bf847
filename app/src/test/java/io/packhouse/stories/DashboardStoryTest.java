package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.testing.Client;
import io.packhouse.testing.LedgerAudit;
import io.packhouse.testing.ProviderDashboard;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Money is moved in the provider's dashboard while orders are in every state, once with webhooks
/// and once without any. Afterwards the provider, the payment, the order, the points and the
/// analysts' tables agree about each order.
class DashboardStoryTest {

    private static final long PART = 500;

    @TempDir
    static Path folder;

    static RunningEngine engine;
    static Shop shop;
    static ProviderDashboard dashboard;
    static String pack;
    static final AtomicInteger BUYERS = new AtomicInteger();
    static final Map<String, Integer> BUYER_OF = new ConcurrentHashMap<>();

    private enum State {
        CONFIRMED(0),
        PROCESSING(1),
        SHIPPED(2),
        DELIVERED(3);

        private final int steps;

        State(int steps) {
            this.steps = steps;
        }
    }

    private enum DashboardOperation {
        REFUND_PART,
        REFUND_WHOLE,
        REFUND_IN_PARTS,
        DISPUTE_OPEN,
        DISPUTE_WON,
        DISPUTE_LOST,
        DISPUTE_LOST_IN_PART
    }

    /// Captured and refunded amounts of one order, in minor units, and their source.
    private record Amounts(long captured, long refunded, String amounts) {}

    private record Case(String name, String order, int buyer, long due, long refunded, String payment) {

        Case {
            Objects.requireNonNull(order);
        }

        String paymentId() {
            return "pay_" + order + "_FULL";
        }
    }

    @BeforeAll
    static void start() {
        engine = RunningEngine.start(
                folder, "--packhouse.payment.first-poll-after=PT1S", "--packhouse.payment.changes-poll-interval=PT1S");
        shop = new Shop(engine);
        dashboard = new ProviderDashboard(engine);
        pack = shop.pack(shop.stock(1_000));
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void providerOrderAndTablesAgreeAfterEveryDashboardOperation(boolean webhooks) {
        dashboard.dropWebhooks(!webhooks);
        var cases = new ArrayList<Future<Case>>();
        try (var staff = Executors.newFixedThreadPool(8)) {
            for (var state : State.values()) {
                for (var operation : DashboardOperation.values()) {
                    cases.add(staff.submit(() -> done(operation, reached(state), state + " " + operation)));
                }
            }
        }
        agree(cases.stream().map(Future::resultNow).toList());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOrderRefundedInTheDashboardIsNotShippedAndCanBeCancelled(boolean webhooks) {
        dashboard.dropWebhooks(!webhooks);
        var whole = done(DashboardOperation.REFUND_WHOLE, reached(State.CONFIRMED), "whole");
        var packed = done(DashboardOperation.REFUND_WHOLE, reached(State.PROCESSING), "whole, packed");
        var part = done(DashboardOperation.REFUND_PART, reached(State.PROCESSING), "part, packed");
        var both = List.of(whole, packed, part);
        agree(both);
        assertThat(refusal(whole, "start-processing", "")).isEqualTo("MONEY_RETURNED");
        assertThat(refusal(packed, "ship", PurchaseStoryTest.SHIPMENT)).isEqualTo("MONEY_RETURNED");
        assertThat(allowed(packed)).containsExactly("cancel");
        assertThat(allowed(part)).containsExactly("ship", "cancel");
        assertThat(refusal(part, "ship", PurchaseStoryTest.SHIPMENT)).isEmpty();
        for (var refunded : List.of(whole, packed)) {
            assertThat(refusal(refunded, "cancel", "")).isEmpty();
        }
        agree(both);
        assertThat(view(whole.order()).path("status").asString()).isEqualTo("CANCELLED");
        ended(whole, packed);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancellingAfterAPartialRefundRefundsTheRest(boolean webhooks) {
        dashboard.dropWebhooks(!webhooks);
        var known = done(DashboardOperation.REFUND_PART, reached(State.CONFIRMED), "part, then called off");
        agree(List.of(known));
        assertThat(refusal(known, "cancel", "")).isEmpty();
        var whole = expecting(known, known.due(), "REFUNDED");
        agree(List.of(whole));
        ended(whole);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancellingBeforeTheRefundIsKnownRefundsOnce(boolean webhooks) {
        dashboard.dropWebhooks(!webhooks);
        var whole = done(DashboardOperation.REFUND_WHOLE, reached(State.CONFIRMED), "whole and called off");
        assertThat(refusal(whole, "cancel", "")).isEmpty();
        agree(List.of(whole));
        ended(whole);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDisputedOrderIsNotShippedAndNotRefundedTwice(boolean webhooks) {
        dashboard.dropWebhooks(!webhooks);
        var order = reached(State.PROCESSING);
        var lost = reached(State.PROCESSING);
        var won = reached(State.CONFIRMED);
        var first = dashboard.dispute(payment(order), total(order));
        var second = dashboard.dispute(payment(lost), total(lost));
        var third = dashboard.dispute(payment(won), total(won));
        for (var disputed : List.of(order, lost, won)) {
            shop.event(disputed, "ordering.OrderDisputed");
        }
        assertThat(refusal(shown(order), "ship", PurchaseStoryTest.SHIPMENT)).isEqualTo("DISPUTED");
        dashboard.closeDispute(first, "won");
        shop.event(order, "ordering.OrderDisputeWon");
        assertThat(refusal(shown(order), "ship", PurchaseStoryTest.SHIPMENT)).isEmpty();

        assertThat(refusal(shown(lost), "cancel", "")).isEmpty();
        assertThat(refusal(shown(won), "cancel", "")).isEmpty();
        dashboard.closeDispute(second, "lost");
        dashboard.closeDispute(third, "won");
        var cases = List.of(
                new Case("shipped", order, 0, total(order), 0, "PAID"),
                new Case("lost", lost, 0, total(lost), total(lost), "REFUNDED"),
                new Case("won", won, 0, total(won), total(won), "REFUNDED"));
        agree(cases);
        assertThat(dashboard.books(payment(lost)).path("refunded").asLong()).isZero();
        assertThat(dashboard.books(payment(won)).path("refunded").asLong()).isEqualTo(total(won));
        ended(cases.get(1), cases.get(2));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUncapturedPaymentCanBeCancelledOrCapturedInTheDashboard(boolean webhooks) {
        dashboard.failCaptures(!webhooks);
        var unpaid = placed();
        var cancelled = placed();
        var captured = placed();
        for (var order : List.of(cancelled, captured)) {
            shop.pay(order, "FULL");
        }
        for (var order : List.of(cancelled, captured)) {
            shop.event(payment(order), "payment.PaymentOutcomeUnknown");
        }
        dashboard.cancel(payment(cancelled));
        dashboard.dropWebhooks(!webhooks);
        dashboard.capture(payment(captured));
        dashboard.closePage(shop.payUrl(unpaid, "FULL"));
        shop.event(unpaid, "ordering.OrderCancelled");
        shop.event(cancelled, "ordering.OrderCancelled");
        shop.event(captured, "ordering.OrderConfirmed");
        agree(List.of(
                new Case("cancelled", cancelled, 0, 0, 0, "UNPAID"),
                new Case("captured", captured, 0, total(captured), 0, "PAID")));
        assertThat(view(unpaid).path("paymentStatus").asString()).isEqualTo("UNPAID");
    }

    @Test
    void refundsOfADepositAndOfABalanceAddUp() {
        dashboard.dropWebhooks(true);
        var buyer = engine.buyer(BUYERS.incrementAndGet());
        var order = shop.order(buyer, "DEPOSIT", 1, pack);
        shop.pay(order, "DEPOSIT");
        shop.event(order, "ordering.OrderConfirmed");
        buyer.post("/api/v1/orders/" + order + "/payments/balance", "");
        shop.pay(order, "BALANCE");
        shop.event(order, "ordering.OrderBalancePaid");
        dashboard.refund("pay_" + order + "_DEPOSIT", 100);
        dashboard.refund("pay_" + order + "_BALANCE", 200);
        await().atMost(Duration.ofSeconds(20)).until(() -> refunded(order) == 300);
        assertThat(view(order).path("paymentStatus").asString()).isEqualTo("PARTIALLY_REFUNDED");
        buyer.post("/api/v1/orders/" + order + "/cancel", "");
        await().atMost(Duration.ofSeconds(20)).until(() -> refunded(order) == total(order));
        assertThat(view(order).path("paymentStatus").asString()).isEqualTo("REFUNDED");
        new LedgerAudit(engine).moneyAgrees();
    }

    private static String placed() {
        var buyer = BUYERS.incrementAndGet();
        var order = shop.order(engine.buyer(buyer), "FULL", 1, pack);
        BUYER_OF.put(order, buyer);
        return order;
    }

    private static String reached(State state) {
        var order = placed();
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        var steps = List.of("start-processing", "ship", "deliver");
        for (var step : steps.subList(0, state.steps)) {
            var body = step.equals("ship") ? PurchaseStoryTest.SHIPMENT : "";
            var path = "/api/v1/orders/" + order + "/" + step;
            assertThat(shop.staff().post(path, body).status()).isEqualTo(200);
        }
        return order;
    }

    private static Case done(DashboardOperation operation, String order, String name) {
        var payment = payment(order);
        var total = total(order);
        var refunded = switch (operation) {
            case REFUND_PART, DISPUTE_LOST_IN_PART -> PART;
            case REFUND_IN_PARTS -> 2 * PART;
            case REFUND_WHOLE, DISPUTE_LOST -> total;
            case DISPUTE_OPEN, DISPUTE_WON -> 0;
        };
        switch (operation) {
            case REFUND_PART -> dashboard.refund(payment, PART);
            case REFUND_WHOLE -> dashboard.refundWhole(payment);
            case REFUND_IN_PARTS -> {
                dashboard.refund(payment, PART);
                dashboard.refund(payment, PART);
            }
            case DISPUTE_OPEN -> dashboard.dispute(payment, total);
            case DISPUTE_WON -> dashboard.closeDispute(dashboard.dispute(payment, total), "won");
            case DISPUTE_LOST -> dashboard.closeDispute(dashboard.dispute(payment, total), "lost");
            case DISPUTE_LOST_IN_PART -> dashboard.closeDispute(dashboard.dispute(payment, PART), "lost");
        }
        var status = refunded == 0 ? "PAID" : refunded == total ? "REFUNDED" : "PARTIALLY_REFUNDED";
        return new Case(name, order, BUYER_OF.get(order), total, refunded, status);
    }

    private static Case expecting(Case known, long refunded, String status) {
        return new Case(known.name(), known.order(), known.buyer(), known.due(), refunded, status);
    }

    private static Case shown(String order) {
        return new Case(order, order, 0, total(order), 0, "");
    }

    /// Waits until the provider, the engine and the analysts' tables show what is expected.
    private static void agree(List<Case> cases) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    var wrong = new ArrayList<String>();
                    cases.forEach(one -> wrong.addAll(disagreements(one)));
                    assertThat(wrong).isEmpty();
                });
        new LedgerAudit(engine).moneyAgrees();
    }

    private static List<String> disagreements(Case one) {
        var expected = new Amounts(one.due(), one.refunded(), "");
        var wrong = new ArrayList<String>();
        for (var amounts : amounts(one)) {
            if (amounts.captured() != expected.captured() || amounts.refunded() != expected.refunded()) {
                wrong.add("%s: %s, not %s".formatted(one.name(), amounts, expected));
            }
        }
        var status = view(one.order()).path("paymentStatus").asString();
        if (!status.equals(one.payment())) {
            wrong.add("%s: the order's status is %s, not %s".formatted(one.name(), status, one.payment()));
        }
        var points = points(one);
        var right = one.due() == 0 ? 0 : 10 - 10 * one.refunded() / one.due();
        if (one.buyer() > 0 && points != right) {
            wrong.add("%s: %s points are left, not %s".formatted(one.name(), points, right));
        }
        return wrong;
    }

    private static List<Amounts> amounts(Case one) {
        var theirs = dashboard.books(one.paymentId());
        var refunded =
                theirs.path("refunded").asLong() + theirs.path("chargedBack").asLong();
        var payment = shop.staff().get("/api/v1/payments/" + one.paymentId()).body();
        var order = view(one.order());
        return List.of(
                new Amounts(theirs.path("captured").asLong(), refunded, "provider"),
                new Amounts(minor(payment, "captured"), minor(payment, "refunded"), "payment"),
                new Amounts(minor(order, "paid"), minor(order, "refunded"), "order"),
                amounts("paid_minor, refunded_minor from analytics.orders", one, "orders"),
                amounts("sum(captured_minor), sum(refunded_minor) from analytics.payments", one, "payments"),
                amounts(one.due() + ", coalesce(sum(amount_minor), 0) from analytics.refunds", one, "refunds"));
    }

    private static Amounts amounts(String select, Case one, String amounts) {
        return engine.jdbc()
                .sql("select " + select + " where order_id = ?")
                .param(one.order())
                .query((row, _) -> new Amounts(row.getLong(1), row.getLong(2), amounts))
                .single();
    }

    private static long points(Case one) {
        var left = 0L;
        var person = RunningEngine.person(100 + one.buyer()).value();
        for (var event : engine.events("loy_" + person)) {
            var points = event.payload().path("points").asLong();
            left += event.name().equals("loyalty.PointsEarned") ? points : 0;
            left -= event.name().equals("loyalty.PointsReversed") ? points : 0;
        }
        return left;
    }

    /// No process of these orders waits for an event, and no stock is reserved for them.
    private static void ended(Case... cases) {
        for (var one : cases) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> engine.jdbc()
                                    .sql("""
                                            select count(*) from engine.saga_entry
                                            where 'orderId=' || ? = any (associations)""")
                                    .param(one.order())
                                    .query(Long.class)
                                    .single()
                            == 0);
            var sku = "inv_main_" + stockOf(one.order());
            var released = engine.events(sku).stream()
                    .filter(event -> event.name().equals("inventory.ReservationReleased"))
                    .filter(event -> event.payload().toString().contains(one.order()))
                    .toList();
            assertThat(released).as(one.name()).hasSize(1);
        }
    }

    private static String stockOf(String order) {
        var placed = engine.events(order).getFirst().payload();
        return placed.at("/terms/demand").propertyNames().iterator().next();
    }

    private static String refusal(Case one, String command, String body) {
        Client.Answer answer = shop.staff().post("/api/v1/orders/" + one.order() + "/" + command, body);
        assertThat(answer.status()).as(answer.text()).isIn(200, 409);
        return answer.string("reason");
    }

    private static List<String> allowed(Case one) {
        return view(one.order())
                .path("allowedCommands")
                .valueStream()
                .map(command -> command.path("name").asString())
                .toList();
    }

    private static tools.jackson.databind.JsonNode view(String order) {
        return shop.staff().get("/api/v1/orders/" + order).body();
    }

    private static long refunded(String order) {
        return minor(view(order), "refunded");
    }

    private static long total(String order) {
        return engine.events(order)
                .getFirst()
                .payload()
                .at("/terms/totals/total/amountMinor")
                .asLong();
    }

    private static String payment(String order) {
        return "pay_" + order + "_FULL";
    }

    private static long minor(tools.jackson.databind.JsonNode node, String field) {
        return node.at("/" + field + "/amountMinor").asLong();
    }
}
