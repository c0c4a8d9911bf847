package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.identity.api.Role;
import io.packhouse.stories.AnalystQuestions.Question;
import io.packhouse.testing.Client;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Five weeks of a small shop, through its HTTP API; then every statistic is compared with the raw
/// event log.
class AnalyticsStoryTest {

    private static final String SHIPMENT = "{\"carrier\":\"DHL\",\"trackingNumber\":\"JD-1\"}";

    @TempDir
    static Path folder;

    static RunningEngine engine;
    static Shop shop;
    static ExpectedTotals log;

    @BeforeAll
    static void sellForFiveWeeks() {
        engine = RunningEngine.start(folder);
        shop = new Shop(engine);
        var tea = shop.stock(100);
        var rare = shop.stock(3);
        post("/api/v1/inventory/items/inv_main_" + rare + "/low-stock", "{\"lowStockAt\":2}");
        var pack = shop.pack(tea);
        var both = shop.pack(tea, rare);

        delivered(engine.buyer(1), pack);
        paid(engine.buyer(1), "FULL", pack);
        var refunded = paid(engine.buyer(2), "FULL", both);
        assertThat(cancel(engine.buyer(2), refunded)).isEqualTo(200);
        shop.event(refunded, "ordering.OrderRefunded");
        paid(engine.buyer(3), "DEPOSIT", both);
        assertThat(engine.buyer(3)
                        .post("/api/v1/orders", Shop.basket("FULL", 9, both))
                        .status())
                .isEqualTo(409);
        var declined = shop.order(engine.buyer(4), "FULL", 1, pack);
        engine.buyer(4).pay(shop.payUrl(declined, "FULL"), Shop.DECLINED_CARD);
        shop.event("pay_" + declined + "_FULL", "payment.PaymentDeclined");
        var changed = shop.order(engine.buyer(4), "FULL", 1, pack);
        assertThat(cancel(engine.buyer(4), changed)).isEqualTo(200);
        engine.advance(Duration.ofMinutes(16));
        shop.event(declined, "ordering.OrderCancelled");

        engine.advance(Duration.ofDays(35));
        shop = new Shop(engine); // The tokens of five weeks ago have expired.
        paid(engine.buyer(1), "FULL", pack);
        paid(engine.buyer(5), "FULL", pack);
        redeemed(1, 15);
        var item = "/api/v1/inventory/items/inv_main_" + tea;
        post(item + "/returns", "{\"quantity\":1,\"reason\":\"came back\"}");
        post(item + "/corrections", "{\"onHand\":95,\"reason\":\"counted\"}");
        AnalystQuestions.settle(engine);
        log = new ExpectedTotals(engine);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    static Stream<Question> questions() throws IOException {
        return AnalystQuestions.all();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void ana08AnswersEqualTheEventLog(Question question) throws SQLException {
        assertThat(asAnalyst(question.sql()))
                .isEqualTo(new ExpectedAnswers(log).to(question.number()))
                .isNotEmpty();
    }

    @Test
    void loy08PointsAreRedeemedAndReversedInThisStory() throws SQLException {
        assertThat(asAnalyst("select kind, count(*) from loyalty_entries group by 1 order by 1"))
                .containsExactly("EARNED_PURCHASE 5", "REDEEMED 1", "RESERVED 1", "REVERSED 1");
        assertThat(asAnalyst("""
                                select a.person_id = o.person_id, e.points < 0
                                from loyalty_entries e
                                join loyalty_accounts a using (account_id)
                                join orders o using (order_id)
                                where e.kind = 'REVERSED'
                                """)).containsExactly("t t");
    }

    @Test
    void ana01ShowsTodayBesideTheSameHoursOfLastWeek() {
        var today = statistics("/dashboard");
        assertThat(today.path("today").path("ordersConfirmed").asLong()).isEqualTo(2);
        assertThat(today.path("today").path("newCustomers").asLong()).isEqualTo(1);
        assertThat(today.path("today")
                        .path("captured")
                        .get(0)
                        .path("amountMinor")
                        .asLong())
                .isEqualTo(captured(today()));
        assertThat(today.path("lastWeek").path("ordersPlaced").asLong()).isZero();
        assertThat(today.path("lowStockItems").asLong()).isEqualTo(1);
        var from = java.time.Instant.parse(today.path("today").path("from").asString());
        var then = java.time.Instant.parse(today.path("lastWeek").path("from").asString());
        assertThat(Duration.between(then, from)).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void ana05ShowsSalesPerDayInAnyTimeZone() {
        var all = statistics("/revenue?from=" + today().minusDays(60));
        var total = all.path("totals").get(0);
        var taken = log.of("payment.PaymentCaptured").stream().mapToLong(e -> e.minor("amount"));
        var given = log.of("payment.PaymentRefunded").stream().mapToLong(e -> e.minor("amount"));
        var kept = taken.sum() - given.sum();
        assertThat(total.path("kept").path("amountMinor").asLong()).isEqualTo(kept);
        assertThat(total.path("ordersConfirmed").asLong())
                .isEqualTo(log.confirmed().size());
        assertThat(total.path("averageOrder").path("amountMinor").asLong())
                .isEqualTo(log.confirmed().stream().mapToLong(o -> o.total).sum()
                        / log.confirmed().size());
        assertThat(all.path("days").size()).isEqualTo(2);
        var far = statistics("/revenue?zone=Pacific/Kiritimati&from=" + today().minusDays(60));
        var ahead = clock().instant().plus(Duration.ofHours(14)).atZone(ZoneOffset.UTC);
        assertThat(far.path("to").asString()).isEqualTo(ahead.toLocalDate().toString());
        assertThat(far.path("totals").get(0).path("kept").path("amountMinor").asLong())
                .isEqualTo(kept);
    }

    @Test
    void ana05ShowsBestSellersAndCustomers() {
        var products = statistics("/products?from=" + today().minusDays(60)).path("items");
        assertThat(products)
                .extracting(p -> "%s EUR %s %s"
                        .formatted(
                                p.path("packId").asString(),
                                p.path("quantity").asLong(),
                                p.path("net").path("amountMinor").asLong()))
                .isEqualTo(new ExpectedAnswers(log).to(8));
        var users = statistics("/users?from=" + today());
        assertThat(users.path("customers").asLong()).isEqualTo(4);
        assertThat(users.path("activeCustomers").asLong()).isEqualTo(2);
        assertThat(users.path("returningCustomers").asLong()).isEqualTo(1);
    }

    @Test
    void ord18ShowsTheOrderFunnel() {
        var orders = statistics("/orders?from=" + today().minusDays(60));
        var funnel = orders.path("funnel");
        assertThat(funnel.path("placed").asLong()).isEqualTo(log.orders.size());
        assertThat(funnel.path("confirmed").asLong()).isEqualTo(log.confirmed().size());
        assertThat(funnel.path("delivered").asLong()).isEqualTo(1);
        assertThat(funnel.path("rejected").asLong()).isEqualTo(1);
        var cancelled =
                log.orders.values().stream().filter(o -> o.reason != null).count();
        assertThat(orders.path("cancelledBasisPoints").asLong()).isEqualTo(cancelled * 10_000 / log.orders.size());
        assertThat(orders.path("cancellations"))
                .extracting(c -> c.path("what").asString())
                .containsExactlyInAnyOrder("BUYER_REQUEST", "PAYMENT_EXPIRED");
    }

    @Test
    void pay20ShowsTheOutcomesOfPayments() {
        var payments = statistics("/payments?from=" + today().minusDays(60));
        var requested = log.of("payment.PaymentRequested").size();
        var captured = log.of("payment.PaymentCaptured").size();
        assertThat(payments.path("requested").asLong()).isEqualTo(requested);
        assertThat(payments.path("captured").asLong()).isEqualTo(captured);
        assertThat(payments.path("expired").asLong())
                .isEqualTo(log.of("payment.PaymentExpired").size())
                .isPositive();
        assertThat(payments.path("open").asLong()).isZero();
        assertThat(payments.path("successBasisPoints").asLong()).isEqualTo(captured * 10_000L / requested);
        assertThat(payments.path("failures"))
                .extracting(
                        f -> f.path("what").asString() + " " + f.path("number").asLong())
                .isEqualTo(new ExpectedAnswers(log).to(12));
    }

    @Test
    void inv18ShowsTheTurnoverOfStock() {
        var all = statistics("/inventory?from=" + today().minusDays(60));
        assertThat(all.path("items").asLong()).isEqualTo(2);
        assertThat(all.path("lowStockItems").asLong()).isEqualTo(1);
        var first = all.path("listed").get(0);
        var item = log.items.get(first.path("itemId").asString());
        assertThat(first.path("available").asLong()).isEqualTo(item.available());
        assertThat(first.path("daysOfCover").asLong())
                .isEqualTo(item.available() * 61 / first.path("soldUnits").asLong());
        var tea = all.path("listed").get(1);
        assertThat(tea.path("dispatchedUnits").asLong()).isEqualTo(1);
        assertThat(tea.path("turnoverBasisPoints").asLong()).isEqualTo(2 * 10_000 / 95);
        var low = statistics("/inventory?lowOnly=true").path("listed");
        assertThat(low.size()).isEqualTo(1);
        assertThat(low.get(0).path("low").asBoolean()).isTrue();
    }

    @Test
    void onlyFinanceAndAdministratorsSeeStatistics() {
        assertThat(engine.buyer(1).get("/api/v1/analytics/dashboard").status()).isEqualTo(403);
        assertThat(engine.as(Role.ADMIN).get("/api/v1/analytics/dashboard").status())
                .isEqualTo(200);
        var finance = engine.as(Role.FINANCE);
        assertThat(finance.get("/api/v1/analytics/revenue?zone=Mars").string("reason"))
                .isEqualTo("UNKNOWN_ZONE");
        var wrong = "/api/v1/analytics/revenue?from=2026-02-01&to=2026-01-01";
        assertThat(finance.get(wrong).string("reason")).isEqualTo("WRONG_PERIOD");
    }

    private static void delivered(Client buyer, String pack) {
        var order = "/api/v1/orders/" + paid(buyer, "FULL", pack);
        post(order + "/start-processing", "");
        post(order + "/ship", SHIPMENT);
        shop.event(order.substring("/api/v1/orders/".length()), "ordering.OrderShipped");
        post(order + "/deliver", "");
    }

    private static String paid(Client buyer, String plan, String pack) {
        var order = shop.order(buyer, plan, 1, pack);
        shop.pay(order, plan);
        shop.event(order, "ordering.OrderConfirmed");
        return order;
    }

    private static void redeemed(int buyer, int points) {
        var body = "{\"name\":\"Mug\",\"description\":\"Blue\",\"points\":%s,\"from\":\"GREEN\"}".formatted(points);
        var reward = shop.staff().post("/api/v1/loyalty/rewards", body);
        assertThat(reward.status()).as(reward.text()).isEqualTo(201);
        var asked = engine.buyer(buyer)
                .post("/api/v1/loyalty/redemptions", "{\"rewardId\":\"%s\"}".formatted(reward.string("id")));
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
    }

    private static int cancel(Client buyer, String order) {
        return buyer.post("/api/v1/orders/" + order + "/cancel", "").status();
    }

    private static void post(String path, String body) {
        var answer = shop.staff().post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /// Waits until no new event is recorded and every projection has read all of them.
    private static JsonNode statistics(String path) {
        var answer = engine.as(Role.FINANCE).get("/api/v1/analytics" + path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    private static long captured(LocalDate day) {
        return log.of("payment.PaymentCaptured").stream()
                .filter(event -> event.day().equals(day.toString()))
                .mapToLong(event -> event.minor("amount"))
                .sum();
    }

    private static Clock clock() {
        return engine.bean(Clock.class);
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(clock().instant(), ZoneOffset.UTC);
    }

    static List<String> asAnalyst(String sql) throws SQLException {
        return AnalystQuestions.ask(engine, sql);
    }
}
