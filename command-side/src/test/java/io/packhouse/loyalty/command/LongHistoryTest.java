package io.packhouse.loyalty.command;

import static io.packhouse.loyalty.command.Programme.POLICY;
import static io.packhouse.loyalty.command.Programme.eur;
import static io.packhouse.testing.Sealed.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.packhouse.loyalty.api.Tier;
import io.packhouse.loyalty.api.account.AdjustmentId;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.LoyaltyCommand;
import io.packhouse.loyalty.api.account.LoyaltyCommand.*;
import io.packhouse.loyalty.api.account.RedemptionId;
import io.packhouse.loyalty.api.purchase.LoyaltyPurchaseEvent.*;
import io.packhouse.loyalty.api.reward.RewardId;
import io.packhouse.loyalty.api.reward.RewardQuote;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The work for a command does not grow with what the buyer bought before. Counts allocated bytes,
/// so that a copy or a sort of the lots is seen, and the lots that were looked at.
class LongHistoryTest {

    static final LoyaltyAccountId ACCOUNT = PointsLawsTest.ACCOUNT;
    static final int FEW = 50;
    static final int MANY = 5_000;
    static final int REPETITIONS = 20;

    enum Request {
        PURCHASE,
        REFUND,
        EXPIRY,
        ADJUSTMENT,
        REDEMPTION
    }

    @ParameterizedTest
    @EnumSource
    void aCommandAllocatesTheSameAfterManyPurchases(Request request) {
        leastAllocated(FEW, request); // Loads the classes.
        assertThat(leastAllocated(MANY, request)).isLessThan(leastAllocated(FEW, request) * 3 / 2);
    }

    @Test
    void onlyTheLotsThatArePaidWithAreLookedAt() {
        assertThat(lookedAt(afterPurchases(MANY), 105)).isEqualTo(2);
    }

    @Test
    void lotsWithoutFreePointsAreNotLookedAt() {
        var account = afterPurchases(MANY);
        var all = account.state().standing().available();
        var spendable = paidAt(MANY).plus(POLICY.pending());
        var adjustment = new AdjustmentId(PointsLawsTest.id("adj", 1));
        account.decide(new AdjustPoints(ACCOUNT, adjustment, -all, sealed("fraud"), spendable, POLICY));
        assertThat(account.state().standing().available()).isZero();
        assertThat(lookedAt(account, Long.MAX_VALUE)).isZero();
    }

    /// A growing table or list now and then is no work for each command: hence the least.
    private static long leastAllocated(int purchases, Request request) {
        var account = afterPurchases(purchases);
        return IntStream.range(0, REPETITIONS)
                .mapToLong(number -> allocated(account, command(request, number)))
                .min()
                .orElseThrow();
    }

    private static long allocated(AccountHistory account, LoyaltyCommand command) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        account.decide(command);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static int lookedAt(AccountHistory account, long points) {
        var lots = new AtomicInteger();
        account.state().lots().take(_ -> lots.incrementAndGet() > 0, points, false);
        return lots.get();
    }

    private static AccountHistory afterPurchases(int purchases) {
        var account = new AccountHistory(ACCOUNT);
        IntStream.range(0, purchases).forEach(number -> account.decide(purchase(number, 0)));
        return account;
    }

    private static LoyaltyCommand command(Request request, int number) {
        var spendable = paidAt(FEW).plus(POLICY.pending());
        var adjustment = new AdjustmentId(PointsLawsTest.id("adj", number));
        var redemption = new RedemptionId(PointsLawsTest.id("rdm", number));
        var reward = new RewardQuote(new RewardId(PointsLawsTest.id("rwd", 1)), 1, 5, Tier.GREEN);
        return switch (request) {
            case PURCHASE -> purchase(MANY + number, 0);
            case REFUND -> purchase(number, 5_000);
            case EXPIRY -> new ExpirePoints(ACCOUNT, paidAt(number), POLICY);
            case ADJUSTMENT -> new AdjustPoints(ACCOUNT, adjustment, -1, sealed("mistake"), spendable, POLICY);
            case REDEMPTION -> new ReservePoints(ACCOUNT, redemption, reward, spendable);
        };
    }

    private static AwardPurchasePoints purchase(int number, long refunded) {
        return new AwardPurchasePoints(
                ACCOUNT,
                PointsLawsTest.id("ord", number),
                List.of(new PurchaseLine(1, eur(10_000))),
                eur(10_000),
                eur(refunded),
                paidAt(number),
                paidAt(number),
                POLICY);
    }

    private static Instant paidAt(int number) {
        return PointsLawsTest.START.plus(Duration.ofMinutes(number));
    }
}
