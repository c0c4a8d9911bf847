package io.packhouse.loyalty.api.account;

import io.packhouse.loyalty.api.Tier;
import io.packhouse.loyalty.api.reward.RewardId;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Money;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/// Events of the LoyaltyAccount aggregate. Names and shapes are permanent. Each lists the lots it
/// changed, by how much, and the account's balances afterwards.
public sealed interface LoyaltyAccountEvent {

    LoyaltyAccountId accountId();

    AccountBalances standing();

    /// Points were earned as a new lot: pending until `availableAt`, expiring at `expiresAt`.
    /// `reference` is the order, the occasion of the action or the adjustment.
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

    /// A paid order was too small for points, or in a currency without points. Recorded so that it
    /// earns none later, even if the account's tier changes before a refund.
    @Revision("1")
    record NoPointsEarned(LoyaltyAccountId accountId, String reference, EarningRule rule, AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// An order was refunded, `refunded` of `total` so far, and `points` of its points were
    /// reversed: first from its own lots, then from other lots of the account; the rest is owed.
    /// Points that had already expired are not reversed again.
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

    /// A refund lowered the tier, and the bonus for reaching it was reversed.
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

    /// Owed points were deducted from points that were earned or released.
    @Revision("1")
    record PointsDebtSettled(LoyaltyAccountId accountId, List<LotChange> lots, AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// Points were reserved for a reward.
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

    /// Reserved points were redeemed.
    @Revision("1")
    record PointsRedeemed(
            LoyaltyAccountId accountId,
            RedemptionId redemptionId,
            long points,
            List<LotChange> lots,
            AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// Reserved points were released.
    @Revision("1")
    record PointsReleased(
            LoyaltyAccountId accountId,
            RedemptionId redemptionId,
            long points,
            String reason,
            List<LotChange> lots,
            AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// No points were reserved for the redemption; recorded because the requester waits for an
    /// event.
    @Revision("1")
    record RedemptionRejected(LoyaltyAccountId accountId, RedemptionId redemptionId, AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// Points expired.
    @Revision("1")
    record PointsExpired(LoyaltyAccountId accountId, long points, List<LotChange> lots, AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// Points were deducted by a manual adjustment.
    @Revision("1")
    record PointsDeducted(
            LoyaltyAccountId accountId,
            AdjustmentId adjustmentId,
            long points,
            EncryptedPersonal<String> reason,
            List<LotChange> lots,
            AccountBalances standing)
            implements LoyaltyAccountEvent {}

    /// The account reached this tier with `earned` unexpired points, under that version of the
    /// policy.
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

    /// The change of one lot, and its points afterwards: `available` and `reserved`.
    record LotChange(LotId lotId, long points, long available, long reserved) {}

    /// How many points of a lot have been reversed so far, and how many of those had expired.
    record LotReversal(LotId lotId, long points, long expired) {}

    /// How the points were computed: the policy's version and its inputs. Minor units per point and
    /// the amount are present for purchases only.
    record EarningRule(
            String policyVersion,
            Tier tier,
            int percent,
            long minorPerPoint,
            @Nullable Money amount) {}

    /// The totals of the account: `earned` = `spent` + `expired` + `reversed` + `deducted` + `reserved`
    /// + `available`; `owed` was reversed after it had been spent. Points are never
    /// available and owed at the same time.
    record AccountBalances(
            Tier tier,
            long available,
            long reserved,
            long owed,
            long earned,
            long spent,
            long expired,
            long reversed,
            long deducted) {

        public static final AccountBalances NEW = new AccountBalances(Tier.GREEN, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
