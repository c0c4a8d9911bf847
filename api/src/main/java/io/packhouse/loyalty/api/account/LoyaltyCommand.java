package io.packhouse.loyalty.api.account;

import io.packhouse.loyalty.api.LoyaltyPolicy;
import io.packhouse.loyalty.api.purchase.LoyaltyPurchaseEvent;
import io.packhouse.loyalty.api.reward.RewardQuote;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Money;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// Commands of the LoyaltyAccount aggregate. Each carries its own id, so repeating one has no
/// effect.
public sealed interface LoyaltyCommand {

    LoyaltyAccountId accountId();

    /// Awards the points of a fully paid purchase, of which `refunded` of `total` has been refunded
    /// since. Awards them once and reverses those of the refund; the order in which payments and
    /// refunds are reported does not matter.
    record AwardPurchasePoints(
            @TargetAggregateIdentifier LoyaltyAccountId accountId,
            String order,
            List<LoyaltyPurchaseEvent.PurchaseLine> parts,
            Money total,
            Money refunded,
            Instant paidAt,
            Instant at,
            LoyaltyPolicy policy)
            implements LoyaltyCommand {}

    /// Awards points for an action that the policy rewards; once per reference.
    record AwardActionPoints(
            @TargetAggregateIdentifier LoyaltyAccountId accountId,
            String action,
            String reference,
            Instant at,
            LoyaltyPolicy policy)
            implements LoyaltyCommand {}

    /// Adds (positive) or deducts (negative) points manually. Rejected with INSUFFICIENT_POINTS
    /// when more would be deducted than can be spent.
    record AdjustPoints(
            @TargetAggregateIdentifier LoyaltyAccountId accountId,
            AdjustmentId adjustmentId,
            long points,
            EncryptedPersonal<String> reason,
            Instant at,
            LoyaltyPolicy policy)
            implements LoyaltyCommand {}

    /// Reserves the points of a reward, those that expire first. Rejected with INSUFFICIENT_POINTS
    /// or TIER_TOO_LOW.
    record ReservePoints(
            @TargetAggregateIdentifier LoyaltyAccountId accountId,
            RedemptionId redemptionId,
            RewardQuote reward,
            Instant at)
            implements LoyaltyCommand {}

    /// Redeems the points reserved for a reward that was granted.
    record RedeemPoints(@TargetAggregateIdentifier LoyaltyAccountId accountId, RedemptionId redemptionId)
            implements LoyaltyCommand {}

    /// Releases the points reserved for a reward that was not granted.
    record ReleasePoints(
            @TargetAggregateIdentifier LoyaltyAccountId accountId, RedemptionId redemptionId, String reason, Instant at)
            implements LoyaltyCommand {}

    /// Expires points and removes them from the tier's count.
    record ExpirePoints(@TargetAggregateIdentifier LoyaltyAccountId accountId, Instant at, LoyaltyPolicy policy)
            implements LoyaltyCommand {}
}
