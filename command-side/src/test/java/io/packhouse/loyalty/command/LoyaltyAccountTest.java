package io.packhouse.loyalty.command;

import static io.packhouse.loyalty.command.Programme.EUR;
import static io.packhouse.loyalty.command.Programme.POLICY;
import static io.packhouse.loyalty.command.Programme.eur;
import static io.packhouse.testing.Refusals.refused;
import static io.packhouse.testing.Sealed.sealed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.engine.eventstore.LruAggregateCache;
import io.packhouse.loyalty.api.LoyaltyRefusal;
import io.packhouse.loyalty.api.Tier;
import io.packhouse.loyalty.api.account.AdjustmentId;
import io.packhouse.loyalty.api.account.LotId;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.LoyaltyCommand;
import io.packhouse.loyalty.api.account.LoyaltyCommand.*;
import io.packhouse.loyalty.api.account.PointsSource;
import io.packhouse.loyalty.api.account.RedemptionId;
import io.packhouse.loyalty.api.purchase.LoyaltyPurchaseEvent.*;
import io.packhouse.loyalty.api.reward.RewardId;
import io.packhouse.loyalty.api.reward.RewardQuote;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.PersonId;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.Repository;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Examples for one account; [PointsLawsTest] checks the invariants.
class LoyaltyAccountTest {

    static final LoyaltyAccountId ACCOUNT = LoyaltyAccountId.belongingTo(new PersonId(PointsLawsTest.id("per", 1)));
    static final RedemptionId REDEMPTION = new RedemptionId(PointsLawsTest.id("rdm", 1));
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Instant SPENDABLE = NOON.plus(POLICY.pending());
    static final Instant OVER = NOON.plus(POLICY.valid());

    final FixtureConfiguration<LoyaltyAccount> account = new AggregateTestFixture<>(LoyaltyAccount.class);

    @Nested
    class Earning {

        @Test
        void isOnePointPerEuroPendingForTwoWeeks() {
            account.givenNoPriorActivity()
                    .when(paid("ord_1", 4_050, 0))
                    .expectEvents(earned("ord_1", Tier.GREEN, 4_050, 40, standing(40, 40)));
        }

        @Test
        void isMoreInAHigherTier() {
            account.given(silver())
                    .when(paid("ord_2", 10_000, 0))
                    .expectEvents(earned("ord_2", Tier.SILVER, 10_000, 110, silverStanding(220, 220, 0)));
        }

        @Test
        void isOncePerOrder() {
            account.given(silver()).when(paid("ord_1", 10_000, 0)).expectNoEvents();
        }

        @Test
        void raisesTheTierAndGivesItsBonus() {
            account.givenNoPriorActivity().when(paid("ord_1", 10_000, 0)).expectEvents(silver());
        }
    }

    @Nested
    class Refunding {

        @Test
        void reversesThePointsTheTierAndItsBonus() {
            var lot = new LotId("lot_ord_1_1");
            var bonus = new LotId("lot_ord_1_SILVER");
            account.given(silver())
                    .when(paid("ord_1", 10_000, 10_000))
                    .expectEvents(
                            new PointsReversed(
                                    ACCOUNT,
                                    "ord_1",
                                    eur(10_000),
                                    eur(10_000),
                                    100,
                                    List.of(new LotReversal(lot, 100, 0)),
                                    List.of(new LotChange(lot, 100, 0, 0)),
                                    List.of(),
                                    0,
                                    silverStanding(10, 110, 100)),
                            new TierChanged(
                                    ACCOUNT,
                                    Tier.SILVER,
                                    Tier.GREEN,
                                    0,
                                    0,
                                    "test-1",
                                    new AccountBalances(Tier.GREEN, 10, 0, 0, 110, 0, 0, 100, 0)),
                            new BonusReversed(
                                    ACCOUNT,
                                    Tier.SILVER,
                                    10,
                                    List.of(new LotReversal(bonus, 10, 0)),
                                    List.of(new LotChange(bonus, 10, 0, 0)),
                                    List.of(),
                                    0,
                                    new AccountBalances(Tier.GREEN, 0, 0, 0, 110, 0, 0, 110, 0)));
        }
    }

    @Nested
    class Redeeming {

        @Test
        void isRefusedWhilePointsArePending() {
            var first = earned("ord_1", Tier.GREEN, 4_000, 40, standing(40, 40));
            account.given(first)
                    .when(reserve(40, Tier.GREEN, SPENDABLE.minusSeconds(1)))
                    .expectException(refused(LoyaltyRefusal.INSUFFICIENT_POINTS));
            account.given(first).when(reserve(40, Tier.GREEN, SPENDABLE)).expectSuccessfulHandlerExecution();
        }

        @Test
        void usesLotsThatExpireFirst() {
            account.given(
                            earned("ord_1", Tier.GREEN, 3_000, 30, standing(30, 30)),
                            earned("ord_2", Tier.GREEN, 5_000, 50, standing(80, 80)))
                    .when(reserve(40, Tier.GREEN, SPENDABLE))
                    .expectEvents(new PointsReserved(
                            ACCOUNT,
                            REDEMPTION,
                            reward(40, Tier.GREEN).rewardId(),
                            1,
                            40,
                            List.of(
                                    new LotChange(new LotId("lot_ord_1_1"), 30, 0, 30),
                                    new LotChange(new LotId("lot_ord_2_1"), 10, 40, 10)),
                            new AccountBalances(Tier.GREEN, 40, 40, 0, 80, 0, 0, 0, 0)));
        }

        @Test
        void isRefusedBelowTheRewardsTier() {
            account.given(silver())
                    .when(reserve(1, Tier.GOLD, SPENDABLE))
                    .expectException(refused(LoyaltyRefusal.TIER_TOO_LOW));
        }
    }

    @Nested
    class Expiring {

        @Test
        void expiresLotsAtTheirTimeAndNotASecondSooner() {
            var first = earned("ord_1", Tier.GREEN, 4_000, 40, standing(40, 40));
            account.given(first)
                    .when(new ExpirePoints(ACCOUNT, OVER.minusSeconds(1), POLICY))
                    .expectNoEvents();
            account.given(first)
                    .when(new ExpirePoints(ACCOUNT, OVER, POLICY))
                    .expectEvents(new PointsExpired(
                            ACCOUNT,
                            40,
                            List.of(new LotChange(new LotId("lot_ord_1_1"), 40, 0, 0)),
                            new AccountBalances(Tier.GREEN, 0, 0, 0, 40, 0, 40, 0, 0)));
        }
    }

    @Nested
    class Adjusting {

        @Test
        void deductsSpendablePoints() {
            account.given(earned("ord_1", Tier.GREEN, 4_000, 40, standing(40, 40)))
                    .when(deduct(1, 40, SPENDABLE))
                    .expectEvents(deducted(1));
        }

        /// It expires the points first. That is undone, although the account was changed by then.
        @Test
        void isWithoutEffectWhenItIsRejected() throws Exception {
            var store = EmbeddedEventStore.builder()
                    .storageEngine(new InMemoryEventStorageEngine())
                    .build();
            var repository = EventSourcingRepository.builder(LoyaltyAccount.class)
                    .eventStore(store)
                    .cache(new LruAggregateCache(10))
                    .build();
            send(repository, paid("ord_1", 4_050, 0));
            assertThatThrownBy(() -> send(repository, deduct(1, 41, OVER)))
                    .isInstanceOf(CommandRejectedException.class);
            send(repository, deduct(1, 40, SPENDABLE));
            assertThat(store.readEvents(ACCOUNT.value()).asStream().map(event -> (Object) event.getPayload()))
                    .containsExactly(earned("ord_1", Tier.GREEN, 4_050, 40, standing(40, 40)), deducted(1));
        }
    }

    private static void send(Repository<LoyaltyAccount> repository, LoyaltyCommand command) throws Exception {
        var message = new GenericCommandMessage<>(command);
        var result = DefaultUnitOfWork.startAndGet(message)
                .executeWithResult(() -> repository
                        .loadOrCreate(ACCOUNT.value(), LoyaltyAccount::new)
                        .handle(message));
        if (result.isExceptional()) {
            throw (Exception) result.exceptionResult();
        }
    }

    private static AdjustPoints deduct(long number, long points, Instant at) {
        var id = new AdjustmentId(PointsLawsTest.id("adj", number));
        return new AdjustPoints(ACCOUNT, id, -points, sealed("mistake"), at, POLICY);
    }

    private static PointsDeducted deducted(long number) {
        return new PointsDeducted(
                ACCOUNT,
                new AdjustmentId(PointsLawsTest.id("adj", number)),
                40,
                sealed("mistake"),
                List.of(new LotChange(new LotId("lot_ord_1_1"), 40, 0, 0)),
                new AccountBalances(Tier.GREEN, 0, 0, 0, 40, 0, 0, 0, 40));
    }

    /// A hundred points, the tier they reach and its bonus.
    private static Object[] silver() {
        return new Object[] {
            earned("ord_1", Tier.GREEN, 10_000, 100, standing(100, 100)),
            new TierChanged(ACCOUNT, Tier.GREEN, Tier.SILVER, 100, 100, "test-1", silverStanding(100, 100, 0)),
            new PointsEarned(
                    ACCOUNT,
                    new LotId("lot_ord_1_SILVER"),
                    PointsSource.BONUS,
                    "ord_1",
                    10,
                    new EarningRule("test-1", Tier.SILVER, 100, 0, null),
                    null,
                    NOON,
                    SPENDABLE,
                    OVER,
                    silverStanding(110, 110, 0))
        };
    }

    private static AwardPurchasePoints paid(String order, long minor, long refunded) {
        return new AwardPurchasePoints(
                ACCOUNT,
                order,
                List.of(new PurchaseLine(1, eur(minor))),
                eur(minor),
                eur(refunded),
                NOON,
                NOON,
                POLICY);
    }

    private static ReservePoints reserve(long points, Tier from, Instant at) {
        return new ReservePoints(ACCOUNT, REDEMPTION, reward(points, from), at);
    }

    private static RewardQuote reward(long points, Tier from) {
        return new RewardQuote(new RewardId(PointsLawsTest.id("rwd", 1)), 1, points, from);
    }

    private static PointsEarned earned(String order, Tier tier, long net, long points, AccountBalances after) {
        var percent = POLICY.step(tier).percent();
        return new PointsEarned(
                ACCOUNT,
                new LotId("lot_" + order + "_1"),
                PointsSource.PURCHASE,
                order,
                points,
                new EarningRule("test-1", tier, percent, POLICY.minorPerPoint().get(EUR), eur(net)),
                null,
                NOON,
                SPENDABLE,
                OVER,
                after);
    }

    private static AccountBalances standing(long available, long earned) {
        return new AccountBalances(Tier.GREEN, available, 0, 0, earned, 0, 0, 0, 0);
    }

    private static AccountBalances silverStanding(long available, long earned, long reversed) {
        return new AccountBalances(Tier.SILVER, available, 0, 0, earned, 0, 0, reversed, 0);
    }
}
