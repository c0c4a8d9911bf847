package io.packhouse.loyalty.projection;

import static io.packhouse.projecting.Sealed.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.loyalty.api.Tier;
import io.packhouse.loyalty.api.account.AdjustmentId;
import io.packhouse.loyalty.api.account.LotId;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.PointsSource;
import io.packhouse.loyalty.api.account.RedemptionId;
import io.packhouse.loyalty.api.reward.RewardEvent;
import io.packhouse.loyalty.api.reward.RewardEvent.*;
import io.packhouse.loyalty.api.reward.RewardId;
import io.packhouse.projecting.ProjectionTestEngine;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every event of accounts and rewards goes through the running processors; copies filled by a
/// replay have the same rows.
class LoyaltyProjectionsTest {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final LoyaltyAccountId ACCOUNT =
            LoyaltyAccountId.belongingTo(new PersonId("per_01jd0000000000000000000001"));
    static final LotId LOT = new LotId("lot_ord_1_1");
    static final RewardId MUG = new RewardId("rwd_01jd0000000000000000000001");
    static final RedemptionId FIRST = new RedemptionId("rdm_01jd0000000000000000000001");
    static final RedemptionId SECOND = new RedemptionId("rdm_01jd0000000000000000000002");
    static final AdjustmentId SORRY = new AdjustmentId("adj_01jd0000000000000000000001");

    @Test
    void showsPointsAndRewardsAndAReplayGivesTheSameRows() throws Exception {
        var story = new ArrayList<Object>(points());
        story.addAll(rewards());
        assertThat(story.stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(Stream.of(LoyaltyAccountEvent.class, RewardEvent.class)
                        .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
                        .collect(Collectors.toSet()));
        try (var engine = ProjectionTestEngine.start(
                ProjectionTestEngine.folder(), PointsProjection.class, RewardProjection.class)) {
            var position = engine.append(LoyaltyProjectionsTest::stream, story);
            engine.await(PointsProjection.GROUP, position);
            engine.await(RewardProjection.GROUP, position);
            assertThat(engine.rows("select * from engine.dead_letter_entry")).isEmpty();
            assertThat(engine.rows("select * from read.loyalty_account").getFirst())
                    .containsEntry("tier", "SILVER")
                    .containsEntry("points", 7L)
                    .containsEntry("owed", 1L)
                    .containsEntry("deducted", 9L);
            assertThat(engine.rows("select * from read.loyalty_lot where lot_id = '" + LOT + "'")
                            .getFirst())
                    .containsEntry("available_points", 30L)
                    .containsEntry("reserved", 2L);
            assertThat(engine.rows("select * from read.loyalty_redemption order by redemption_id"))
                    .extracting(row -> row.get("status") + " " + row.get("reason"))
                    .containsExactly("REDEEMED null", "RELEASED REWARD_EXHAUSTED");
            assertThat(engine.rows("select * from read.loyalty_transaction"))
                    .hasSize(points().size())
                    .allMatch(row -> row.get("balance").equals(6L));
            assertThat(engine.rows("select * from read.loyalty_reward").getFirst())
                    .containsEntry("version", 2)
                    .containsEntry("claimed", 1)
                    .containsEntry("retired", true)
                    .containsEntry("points", 90L);
            showsAnalysts(engine);

            var tables = List.of(
                    "loyalty_account", "loyalty_lot", "loyalty_transaction", "loyalty_redemption", "loyalty_reward");
            engine.copySchema("read_copy", tables.toArray(String[]::new));
            for (var twice = 0; twice < 2; twice++) {
                engine.replay("read_copy", PointsProjection::new, position);
                engine.replay("read_copy", RewardProjection::new, position);
                for (var table : tables) {
                    assertThat(engine.hash("read_copy", table))
                            .isEqualTo(engine.hash("read", table))
                            .doesNotStartWith("0 rows");
                }
            }
        }
    }

    /// The analysts' view has account, points and origin, but not the notes of staff.
    private static void showsAnalysts(ProjectionTestEngine engine) {
        assertThat(engine.rows("""
                                select concat_ws(' ', kind, points, order_id, redemption_id,
                                    adjustment_id, action, tier) as entry
                                from analytics.loyalty_entries
                                where person_id = 'per_01jd0000000000000000000001'
                                order by position
                                """))
                .extracting(row -> row.get("entry"))
                .containsExactly(
                        "EARNED_PURCHASE 100 ord_1",
                        "TIER 0 SILVER",
                        "RESERVED -20 " + FIRST,
                        "REDEEMED 0 " + FIRST,
                        "RESERVED -20 " + SECOND,
                        "RELEASED 20 " + SECOND,
                        "SPENDING_REFUSED 0 " + SECOND,
                        "NOTHING_EARNED 0 ord_2",
                        "REVERSED -10 ord_1",
                        "BONUS_REVERSED -10 SILVER",
                        "RECOVERED 0",
                        "EXPIRED -10",
                        "DEDUCTED -10 " + SORRY,
                        "EARNED_ACTION 5 REFERRAL");
        assertThat(engine.rows("""
                                select concat_ws(' ', a.tier, a.points, l.source, l.order_id,
                                    l.action, l.available_points, l.reserved) as lot
                                from analytics.loyalty_lots l
                                join analytics.loyalty_accounts a using (account_id, person_id)
                                order by l.earned_at, l.source desc
                                """))
                .extracting(row -> row.get("lot"))
                .containsExactly("SILVER 7 PURCHASE ord_1 30 2", "SILVER 7 ACTION REFERRAL 5 0");
        assertThat(engine.rows("""
                                select concat_ws(' ', name, version, w.points, r.points, status,
                                    reason) as redemption
                                from analytics.loyalty_redemptions r
                                join analytics.loyalty_rewards w using (reward_id)
                                order by redemption_id
                                """))
                .extracting(row -> row.get("redemption"))
                .containsExactly("Mug 2 90 20 REDEEMED", "Mug 2 90 20 RELEASED REWARD_EXHAUSTED");
        for (var view : List.of("accounts", "entries", "lots", "redemptions")) {
            assertThat(engine.rows("select * from analytics.loyalty_" + view).toString())
                    .doesNotContain("typo", "ada_example");
        }
    }

    static List<LoyaltyAccountEvent> points() {
        return List.of(
                new PointsEarned(
                        ACCOUNT,
                        LOT,
                        PointsSource.PURCHASE,
                        "ord_1",
                        100,
                        new EarningRule("v", Tier.GREEN, 100, 100, eur(10_000)),
                        null,
                        NOON,
                        NOON,
                        NOON.plusSeconds(9),
                        now()),
                new TierChanged(ACCOUNT, Tier.GREEN, Tier.SILVER, 100, 100, "v", now()),
                new PointsReserved(ACCOUNT, FIRST, MUG, 1, 20, use(20, 80, 20), now()),
                new PointsRedeemed(ACCOUNT, FIRST, 20, use(20, 80, 0), now()),
                new PointsReserved(ACCOUNT, SECOND, MUG, 1, 20, use(20, 60, 20), now()),
                new PointsReleased(ACCOUNT, SECOND, 20, "REWARD_EXHAUSTED", use(20, 80, 0), now()),
                new RedemptionRejected(ACCOUNT, SECOND, now()),
                new NoPointsEarned(ACCOUNT, "ord_2", new EarningRule("v", Tier.SILVER, 110, 100, eur(9)), now()),
                new PointsReversed(
                        ACCOUNT, "ord_1", eur(100), eur(10_000), 10, List.of(), use(10, 70, 0), List.of(), 0, now()),
                new BonusReversed(ACCOUNT, Tier.SILVER, 10, List.of(), List.of(), use(10, 60, 0), 0, now()),
                new PointsDebtSettled(ACCOUNT, use(10, 50, 0), now()),
                new PointsExpired(ACCOUNT, 10, use(10, 40, 0), now()),
                new PointsDeducted(ACCOUNT, SORRY, 10, sealed("typo"), use(10, 30, 2), now()),
                new PointsEarned(
                        ACCOUNT,
                        new LotId("lot_REFERRAL.ada_example_1"),
                        PointsSource.ACTION,
                        "REFERRAL.ada_example",
                        5,
                        new EarningRule("v", Tier.SILVER, 100, 0, null),
                        null,
                        NOON,
                        NOON,
                        NOON.plusSeconds(9),
                        now()));
    }

    static List<RewardEvent> rewards() {
        return List.of(
                new RewardOffered(MUG, 1, new Offer("Mug", "Blue", 80, Tier.GREEN, 1)),
                new RewardRevised(MUG, 2, new Offer("Mug", "Red", 90, Tier.GREEN, null)),
                new RewardClaimed(MUG, FIRST, ACCOUNT, 1),
                new RewardClaimRefused(MUG, SECOND, ACCOUNT, "REWARD_EXHAUSTED"),
                new RewardRetired(MUG));
    }

    private static String stream(Object event) {
        return event instanceof RewardEvent ? MUG.value() : ACCOUNT.value();
    }

    private static List<LotChange> use(long points, long available, long reserved) {
        return List.of(new LotChange(LOT, points, available, reserved));
    }

    private static AccountBalances now() {
        return new AccountBalances(Tier.SILVER, 7, 2, 1, 100, 5, 4, 3, 9);
    }

    private static Money eur(long minor) {
        return new Money(minor, Currency.getInstance("EUR"));
    }
}
