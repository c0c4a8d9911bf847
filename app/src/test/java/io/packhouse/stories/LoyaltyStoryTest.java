package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.Client;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Points over HTTP, on an engine of its own because its clock is moved by a year. Checked in the
/// event log.
class LoyaltyStoryTest {

    static RunningEngine engine;
    static Shop shop;

    @BeforeAll
    static void start(@TempDir Path folder) {
        engine = RunningEngine.start(folder);
    }

    @BeforeEach
    void open() {
        shop = new Shop(engine); // With tokens of the engine's current time.
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void loy02And03ARefundReversesExactlyThePointsThatItsOrderEarned() {
        var buyer = engine.buyer(1);
        var account = account(1);
        var first = paid(buyer, 3);
        assertThat(shop.event(account, "loyalty.PointsEarned")
                        .payload()
                        .path("points")
                        .asLong())
                .isEqualTo(30);
        var second = paid(buyer, 2);
        await().atMost(Duration.ofSeconds(20)).until(() -> available(account) == 50);
        assertThat(buyer.post("/api/v1/orders/" + first + "/cancel", "").status())
                .isEqualTo(200);
        var reversed = shop.event(account, "loyalty.PointsReversed").payload();
        assertThat(reversed.path("reference").asString()).isEqualTo(first);
        assertThat(reversed.path("points").asLong()).isEqualTo(30);
        assertThat(reversed.path("taken")).hasSize(1);
        assertThat(reversed.at("/taken/0/lotId").asString()).isEqualTo("lot_" + first + "_1");
        assertThat(available(account)).isEqualTo(20);
        assertThat(engine.names("pur_" + second)).endsWith("loyalty.PurchaseQualified");
    }

    @Test
    void loy02ADepositEarnsOnlyWithItsBalance() {
        var buyer = engine.buyer(2);
        var order = shop.order(buyer, "DEPOSIT", 1, shop.pack(shop.stock(1)));
        shop.pay(order, "DEPOSIT");
        shop.event("pur_" + order, "loyalty.PurchasePaid");
        assertThat(engine.names("pur_" + order)).doesNotContain("loyalty.PurchaseQualified");
        buyer.post("/api/v1/orders/" + order + "/payments/balance", "");
        shop.pay(order, "BALANCE");
        shop.event(account(2), "loyalty.PointsEarned");
    }

    @Test
    void loy04OfTwoHundredRedemptionsOfAFullBalanceOneSucceeds() throws Exception {
        give(3, 500);
        var reward = reward(500, "null");
        var body = "{\"rewardId\":\"%s\"}".formatted(reward);
        var buyer = engine.buyer(3);
        try (var callers = Executors.newFixedThreadPool(32)) {
            var requests = IntStream.range(0, 200)
                    .<Callable<Integer>>mapToObj(_ -> () -> buyer.postUntilAdmitted("/api/v1/loyalty/redemptions", body)
                            .status())
                    .toList();
            var statuses = callers.invokeAll(requests).stream()
                    .map(done -> done.resultNow())
                    .toList();
            assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
            assertThat(statuses).allMatch(status -> status == 201 || status == 409);
        }
        shop.event(account(3), "loyalty.PointsRedeemed");
        assertThat(available(account(3))).isZero();
        assertThat(engine.names(account(3))).containsOnlyOnce("loyalty.PointsReserved", "loyalty.PointsRedeemed");
    }

    @Test
    void loy04TheLastUnitOfARewardIsClaimedOnceAndTheOtherPointsAreReleased() {
        var reward = reward(100, "1");
        var body = "{\"rewardId\":\"%s\"}".formatted(reward);
        give(4, 100);
        give(5, 100);
        var statuses = IntStream.of(4, 5)
                .parallel()
                .map(n -> engine.buyer(n).post(REDEEM, body).status())
                .sum();
        assertThat(statuses).isIn(402, 610); // Both reserve, or one is too late.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> available(account(4)) + available(account(5)) == 100 && reserved(4) + reserved(5) == 0);
        assertThat(engine.names(reward)).containsOnlyOnce("loyalty.RewardClaimed");
    }

    @Test
    void loy04ARepeatedRedemptionGetsTheSameAnswerAfterTheRewardIsExhausted() {
        var reward = reward(100, "1");
        var body = "{\"rewardId\":\"%s\"}".formatted(reward);
        give(10, 300);
        var first = engine.buyer(10).post(REDEEM, body, "Idempotency-Key", "mug");
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        shop.event(reward, "loyalty.RewardClaimed");
        var again = engine.buyer(10).post(REDEEM, body, "Idempotency-Key", "mug");
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(engine.buyer(10).post(REDEEM, body).string("reason")).isEqualTo("REWARD_EXHAUSTED");
        var other = body.replace(reward, reward(1, "null"));
        assertThat(engine.buyer(10)
                        .post(REDEEM, other, "Idempotency-Key", "mug")
                        .string("code"))
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void loy06PointsExpireWhenTheirYearIsOver() {
        give(6, 40);
        engine.advance(Duration.ofDays(366));
        var expired = shop.event(account(6), "loyalty.PointsExpired").payload();
        assertThat(expired.path("points").asLong()).isEqualTo(40);
        assertThat(available(account(6))).isZero();
    }

    @Test
    void loy03MembersRedeemAndStaffAdjustPoints() {
        var path = "/api/v1/loyalty/accounts/" + person(7) + "/adjustments";
        var body = "{\"points\":5,\"reason\":\"sorry\"}";
        assertThat(engine.buyer(7).post(path, body).status()).isEqualTo(403);
        assertThat(engine.anonymous().post(path, body).status()).isEqualTo(401);
        give(7, 5);
        var tooMuch = "{\"points\":-6,\"reason\":\"typo\"}";
        assertThat(engine.as(Role.FINANCE).post(path, tooMuch).string("reason")).isEqualTo("INSUFFICIENT_POINTS");
    }

    /// Five referrals are a thousand points, pending for a fortnight.
    @Test
    void loy01And05PointsEarnedRaiseTheTierAndBringItsBonus() {
        var programme = engine.anonymous().get("/api/v1/loyalty/programme");
        assertThat(programme.string("version")).isEqualTo("2026-11");
        assertThat(programme.body().path("tiers").propertyNames())
                .containsExactly("GREEN", "SILVER", "GOLD", "PLATINUM");
        var silver = programme.body().at("/tiers/SILVER");
        var path = "/api/v1/loyalty/accounts/" + person(11) + "/actions";
        for (var friend : List.of("a", "b", "c", "d", "e", "e")) {
            var body = "{\"action\":\"REFERRAL\",\"reference\":\"%s\"}".formatted(friend);
            assertThat(shop.staff().post(path, body).status()).isEqualTo(200);
        }
        var raised = shop.event(account(11), "loyalty.TierChanged").payload();
        assertThat(raised.path("to").asString()).isEqualTo("SILVER");
        assertThat(raised.path("earned").asLong())
                .isEqualTo(silver.path("threshold").asLong())
                .isEqualTo(1_000);
        assertThat(engine.names(account(11)))
                .containsExactly(
                        "loyalty.PointsEarned",
                        "loyalty.PointsEarned",
                        "loyalty.PointsEarned",
                        "loyalty.PointsEarned",
                        "loyalty.PointsEarned",
                        "loyalty.TierChanged",
                        "loyalty.PointsEarned");
        assertThat(available(account(11)))
                .isEqualTo(1_000 + silver.path("bonus").asLong());
        var balance = "/api/v1/loyalty/balance";
        await().atMost(Duration.ofSeconds(20))
                .until(() -> engine.buyer(11).get(balance).string("tier").equals("SILVER"));
        var own = engine.buyer(11).get(balance).body();
        assertThat(own.path("spendable").asLong()).isZero();
        assertThat(own.path("pending").asLong()).isEqualTo(1_100);
    }

    @Test
    void loy07And08MembersReadTheirOwnAccountAndFinanceReadsAll() {
        var given = give(8, 70);
        var token = given.header("Consistency-Token");
        var own = engine.buyer(8)
                .get("/api/v1/loyalty/balance", "Consistency-Token", token)
                .body();
        assertThat(own.path("spendable").asLong()).isEqualTo(70);
        assertThat(own.at("/lots/0/source").asString()).isEqualTo("ADJUSTMENT");
        assertThat(own.path("tier").asString()).isEqualTo("GREEN");
        var finance = engine.as(Role.FINANCE);
        var path = "/api/v1/loyalty/accounts/" + person(8);
        assertThat(finance.get(path).body().path("points").asLong()).isEqualTo(70);
        assertThat(engine.buyer(9).get(path).status()).isEqualTo(403);
        var ledger = "/api/v1/loyalty/transactions?person=" + person(8);
        assertThat(finance.get(ledger).body().at("/items/0/kind").asString()).isEqualTo("EARNED_ADJUSTMENT");
        assertThat(engine.buyer(9).get(ledger).body().path("items")).isEmpty();
        assertThat(engine.buyer(8).get("/api/v1/loyalty/liability").status()).isEqualTo(403);
        var liability = finance.get("/api/v1/loyalty/liability").body();
        assertThat(liability.path("points").asLong()).isGreaterThanOrEqualTo(70);
        var analytics = finance.get("/api/v1/loyalty/analytics").body();
        assertThat(analytics.path("members").asLong()).isPositive();

        var reward = reward(60, "null");
        var asked = engine.buyer(8).post(REDEEM, "{\"rewardId\":\"%s\"}".formatted(reward));
        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.header("Location")).isEqualTo(REDEEM + "/" + asked.string("id"));
        shop.event(account(8), "loyalty.PointsRedeemed");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> engine.buyer(8)
                        .get(asked.header("Location"))
                        .string("status")
                        .equals("REDEEMED"));
        assertThat(engine.buyer(9).get(asked.header("Location")).status()).isEqualTo(404);
        assertThat(engine.buyer(9).get("/api/v1/loyalty/rewards").text()).contains(reward);
    }

    private static final String REDEEM = "/api/v1/loyalty/redemptions";

    private static String paid(Client buyer, int quantity) {
        var order = shop.order(buyer, "FULL", quantity, shop.pack(shop.stock(quantity)));
        shop.pay(order, "FULL");
        shop.event("pur_" + order, "loyalty.PurchaseQualified");
        return order;
    }

    private static Client.Answer give(int number, long points) {
        var given = shop.staff()
                .post(
                        "/api/v1/loyalty/accounts/" + person(number) + "/adjustments",
                        "{\"points\":%s,\"reason\":\"welcome\"}".formatted(points));
        assertThat(given.status()).as(given.text()).isEqualTo(200);
        return given;
    }

    private static String reward(long points, String most) {
        var offered = shop.staff().post("/api/v1/loyalty/rewards", """
                                {"name":"Mug","description":"Blue","points":%s,"from":"GREEN",
                                 "maxClaims":%s}\
                                """.formatted(points, most));
        assertThat(offered.status()).as(offered.text()).isEqualTo(201);
        return offered.string("id");
    }

    private static long available(String account) {
        return engine.events(account)
                .getLast()
                .payload()
                .at("/standing/available")
                .asLong();
    }

    private static long reserved(int number) {
        return engine.events(account(number))
                .getLast()
                .payload()
                .at("/standing/reserved")
                .asLong();
    }

    private static String account(int number) {
        return "loy_" + person(number);
    }

    private static String person(int number) {
        return RunningEngine.person(100 + number).value();
    }
}
