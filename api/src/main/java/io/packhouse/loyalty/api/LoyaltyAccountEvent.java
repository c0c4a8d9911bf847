package io.packhouse.loyalty.api;

import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Money;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/// Everything that can have happened to somebody's points. Names and shapes are permanent. Each
/// says which lots it touched by how much, and how the account stands afterwards.
public sealed interface LoyaltyAccountEvent {

    LoyaltyAccountId accountId();

    AccountBalances standing();

    /// Points came in as a new lot: pending until `availableAt`, gone at `expiresAt`. `reference`
    /// is the order, the action's occasion or the adjustment.
    @Revision("1")
    record PointsEarned(
            LoyaltyAccountId accountId,
            LotId lotId,
            PointsSource source,
            String reference,
            long points,
            EarningRule rule,
            @Nullable EncryptedPersonal<String> reason,
            Instant earnedAt,
            Instant availableAt,
            Instant expiresAt,
            AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// A paid order was too small, or in a currency without points. Recorded so that it stays
    /// without them, whatever the account's tier is when some of its money goes back.
    @Revision("1")
    record NoPointsEarned(
            LoyaltyAccountId accountId,
            String reference,
            EarningRule rule,
            AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// An order's money went back, `refunded` of `total` so far, and `points` of its points with
    /// it: those still in its lots, then others of the account, and what is left is owed. What had
    /// expired meanwhile is not asked for again.
    @Revision("1")
    record PointsReversed(
            LoyaltyAccountId accountId,
            String reference,
            Money refunded,
            Money total,
            long points,
            List<LotReversal> shares,
            List<LotChange> taken,
            List<LotChange> recovered,
            long owed,
            AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// A refund took the tier back, and with it the bonus that had come with it.
    @Revision("1")
    record BonusReversed(
            LoyaltyAccountId accountId,
            Tier tier,
            long points,
            List<LotReversal> shares,
            List<LotChange> taken,
            List<LotChange> recovered,
            long owed,
            AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// What was owed was taken from points that came in or came free.
    @Revision("1")
    record PointsDebtSettled(
            LoyaltyAccountId accountId, List<LotChange> lots, AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// Held for a reward.
    @Revision("1")
    record PointsReserved(
            LoyaltyAccountId accountId,
            RedemptionId redemptionId,
            RewardId rewardId,
            int rewardVersion,
            long points,
            List<LotChange> lots,
            AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// Held points were spent.
    @Revision("1")
    record PointsRedeemed(
            LoyaltyAccountId accountId,
            RedemptionId redemptionId,
            long points,
            List<LotChange> lots,
            AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// Held points came free again.
    @Revision("1")
    record PointsReleased(
            LoyaltyAccountId accountId,
            RedemptionId redemptionId,
            long points,
            String reason,
            List<LotChange> lots,
            AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// There was nothing held to spend; whoever asked is waiting to hear.
    @Revision("1")
    record RedemptionRejected(
            LoyaltyAccountId accountId, RedemptionId redemptionId, AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// Their time was over.
    @Revision("1")
    record PointsExpired(
            LoyaltyAccountId accountId, long points, List<LotChange> lots, AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// Taken by hand.
    @Revision("1")
    record PointsDeducted(
            LoyaltyAccountId accountId,
            AdjustmentId adjustmentId,
            long points,
            EncryptedPersonal<String> reason,
            List<LotChange> lots,
            AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// `earned` points, still alive, reach this tier under that version of the policy.
    @Revision("1")
    record TierChanged(
            LoyaltyAccountId accountId,
            Tier from,
            Tier to,
            long earned,
            long threshold,
            String policyVersion,
            AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// What came from or went to one lot, and what it has afterwards: free and held.
    record LotChange(LotId lotId, long points, long left, long held) {}

    /// How many points of a lot have been reversed so far, and how many of those had expired.
    record LotReversal(LotId lotId, long points, long expired) {}

    /// Why exactly so many: the policy's version and the numbers it was applied to. Minor units a
    /// point and the amount are there for purchases only.
    record EarningRule(
            String policyVersion,
            Tier tier,
            int percent,
            long minorPerPoint,
            @Nullable Money amount) {}

    /// The whole account: `earned` = `spent` + `expired` + `reversed` + `deducted` + `held` +
    /// `left`; `owed` was reversed after it had been spent. Never are points left and owed at once.
    record AccountBalances(
            Tier tier,
            long left,
            long held,
            long owed,
            long earned,
            long spent,
            long expired,
            long reversed,
            long deducted) {

        public static final AccountBalances NEW =
                new AccountBalances(Tier.GREEN, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
