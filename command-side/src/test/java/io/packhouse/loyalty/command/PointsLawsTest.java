package io.packhouse.loyalty.command;

import static io.packhouse.loyalty.command.Programme.POLICY;
import static io.packhouse.loyalty.command.Programme.eur;
import static io.packhouse.testing.Sealed.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.loyalty.api.Tier;
import io.packhouse.loyalty.api.account.AdjustmentId;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.LoyaltyCommand;
import io.packhouse.loyalty.api.account.LoyaltyCommand.*;
import io.packhouse.loyalty.api.account.RedemptionId;
import io.packhouse.loyalty.api.purchase.LoyaltyPurchaseEvent.*;
import io.packhouse.loyalty.api.reward.RewardId;
import io.packhouse.loyalty.api.reward.RewardQuote;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.TypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random commands in any order, repeated: every point is accounted for, none is redeemed twice,
/// and what refunds reverse is taken back or owed. Drives the state class.
class PointsLawsTest {

    static final LoyaltyAccountId ACCOUNT = LoyaltyAccountId.belongingTo(new PersonId(id("per", 1)));
    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    final AccountHistory account = new AccountHistory(ACCOUNT);
    Instant now = START;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.packhouse.testing.RandomSeeds#thousand")
    void everyPointIsAccountedFor(long seed) {
        var random = new Random(seed);
        var loyaltyAccountState = new LoyaltyAccountState();
        var earned = 0L;
        var demanded = 0L;
        for (var step = 0; step < 120; step++) {
            var command = anything(random);
            for (var event : account.decide(command)) {
                loyaltyAccountState.evolve(event);
                earned += event instanceof PointsEarned e ? e.points() : 0;
                demanded += demanded(event);
                var s = loyaltyAccountState.standing();
                assertThat(s.earned())
                        .as("after %s, seed %s", event, seed)
                        .isEqualTo(earned)
                        .isEqualTo(
                                s.spent() + s.expired() + s.reversed() + s.deducted() + s.reserved() + s.available());
                assertThat(s.reversed() + s.owed())
                        .as("after %s, seed %s", event, seed)
                        .isEqualTo(demanded - sum(loyaltyAccountState, Lot::excused));
                requireConsistent(loyaltyAccountState, seed);
                requireSameTierPoints(loyaltyAccountState, random, seed);
            }
            assertThat(Math.min(
                            loyaltyAccountState.standing().available(),
                            loyaltyAccountState.standing().owed()))
                    .as("after %s, seed %s", command, seed)
                    .isZero();
            assertThat(account.decide(command))
                    .as("%s again, seed %s", command, seed)
                    .allMatch(RedemptionRejected.class::isInstance);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.packhouse.testing.RandomSeeds#hundred")
    void aFullRefundLeavesExactlyTheRedeemedPointsAsDebt(long seed) {
        var random = new Random(seed);
        for (var step = 0; step < 40; step++) {
            var command = anything(random);
            if (!(command instanceof AdjustPoints || command instanceof AwardActionPoints)) {
                account.decide(command);
            }
        }
        for (var order = 0; order < 10; order++) {
            account.decide(purchase(order, 30_000));
        }
        for (var redemption = 0; redemption < 10; redemption++) {
            account.decide(new ReleasePoints(ACCOUNT, new RedemptionId(id("rdm", redemption)), "", now));
        }
        var s = account.state().standing();
        var bonus = sum(account.state(), lot -> lot.source().countsForTier() ? 0 : lot.points() - lot.reversed());
        var lost = sum(account.state(), lot -> lot.expired() - lot.excused());
        assertThat(s.tier()).isEqualTo(Tier.GREEN);
        assertThat(s.available() - s.owed() + s.spent() + lost).isEqualTo(bonus);
    }

    @Test
    void anOrderThatEarnedNothingEarnsNothingAtALaterTier() {
        account.decide(small(0));
        assertThat(account.state().standing()).isEqualTo(AccountBalances.NEW);
        assertThat(account.decide(small(0))).isEmpty();
        var adjustment = new AdjustmentId(id("adj", 1));
        account.decide(new AdjustPoints(ACCOUNT, adjustment, 5, sealed("welcome"), now, POLICY));
        for (var order = 0; order < 5; order++) {
            account.decide(purchase(order, 0));
        }
        assertThat(account.state().standing().tier()).isNotEqualTo(Tier.GREEN);
        assertThat(account.decide(small(50))).isEmpty();
    }

    /// Earns a point at no tier but the first above GREEN: 95 cents at 110 %.
    private AwardPurchasePoints small(long refunded) {
        return new AwardPurchasePoints(
                ACCOUNT, "ord_small", List.of(new PurchaseLine(1, eur(95))), eur(113), eur(refunded), now, now, POLICY);
    }

    private void requireConsistent(LoyaltyAccountState loyaltyAccountState, long seed) {
        assertThat(sum(loyaltyAccountState, Lot::available))
                .as("seed %s", seed)
                .isEqualTo(loyaltyAccountState.standing().available());
        assertThat(sum(loyaltyAccountState, Lot::reserved))
                .as("seed %s", seed)
                .isEqualTo(loyaltyAccountState.standing().reserved());
        assertThat(loyaltyAccountState.standing().owed()).isNotNegative();
        assertThat(account.lotsOf(loyaltyAccountState))
                .as("seed %s", seed)
                .allMatch(lot -> lot.available() >= 0 && lot.reserved() >= 0)
                .allMatch(lot -> lot.available() + lot.reserved() + lot.expired() <= lot.points())
                .allMatch(lot -> lot.reversed() <= lot.points() && lot.excused() <= lot.expired());
    }

    /// At any instant: in the past, now and in the future.
    private void requireSameTierPoints(LoyaltyAccountState loyaltyAccountState, Random random, long seed) {
        var at = START.plus(Duration.ofHours(random.nextInt(24 * 3 * 365)));
        assertThat(loyaltyAccountState.lots().countingForTier(at))
                .as("at %s, seed %s", at, seed)
                .isEqualTo(sum(loyaltyAccountState, lot -> lot.isExpired(at) ? 0 : lot.tierPoints()));
    }

    private long sum(LoyaltyAccountState loyaltyAccountState, ToLongFunction<Lot> points) {
        return account.lotsOf(loyaltyAccountState).stream().mapToLong(points).sum();
    }

    private static long demanded(LoyaltyAccountEvent event) {
        return switch (event) {
            case PointsReversed e -> e.points();
            case BonusReversed e -> e.points();
            default -> 0;
        };
    }

    private LoyaltyCommand anything(Random random) {
        now = now.plus(Duration.ofHours(random.nextInt(24 * 12)));
        var redemption = new RedemptionId(id("rdm", random.nextInt(10)));
        var adjustment = new AdjustmentId(id("adj", random.nextInt(20)));
        var reward = new RewardQuote(new RewardId(id("rwd", 1)), 1, 1 + random.nextInt(150), Tier.GREEN);
        return switch (random.nextInt(9)) {
            case 0 -> new AdjustPoints(ACCOUNT, adjustment, random.nextInt(-60, 60), sealed("sorry"), now, POLICY);
            case 1 -> new AwardActionPoints(ACCOUNT, "REVIEW", "r" + random.nextInt(9), now, POLICY);
            case 2 -> new RedeemPoints(ACCOUNT, redemption);
            case 3 -> new ReleasePoints(ACCOUNT, redemption, "gone", now);
            case 4 -> new ExpirePoints(ACCOUNT, now, POLICY);
            case 5, 6 -> new ReservePoints(ACCOUNT, redemption, reward, now);
            default -> purchase(random.nextInt(10), random.nextBoolean() ? 0 : random.nextInt(33) * 1000L);
        };
    }

    private AwardPurchasePoints purchase(int order, long refunded) {
        return new AwardPurchasePoints(
                ACCOUNT,
                "ord_" + order,
                List.of(new PurchaseLine(1, eur(12_345)), new PurchaseLine(2, eur(7_777))),
                eur(30_000),
                eur(Math.min(refunded, 30_000)),
                now,
                now,
                POLICY);
    }

    static String id(String prefix, long number) {
        return TypeId.text(prefix, new UUID(0x0193_0000_0000_7000L, number));
    }
}
