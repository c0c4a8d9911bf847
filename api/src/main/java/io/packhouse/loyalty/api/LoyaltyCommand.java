package io.packhouse.loyalty.api;

import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Money;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// What may be asked of somebody's points. Each request brings its own id, so asking twice is
/// asking once.
public sealed interface LoyaltyCommand {

    LoyaltyAccountId accountId();

    /// A purchase is paid in full, and `refunded` of `total` went back since. Credits it unless it
    /// is, and takes back what the refund takes; the order in which such news arrive does not
    /// matter.
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

    /// Somebody did what the policy rewards; once for one reference.
    record AwardActionPoints(
            @TargetAggregateIdentifier LoyaltyAccountId accountId,
            String action,
            String reference,
            Instant at,
            LoyaltyPolicy policy)
            implements LoyaltyCommand {}

    /// Points given (positive) or taken (negative) by hand. Refused with INSUFFICIENT_POINTS when
    /// more is taken than can be spent.
    record AdjustPoints(
            @TargetAggregateIdentifier LoyaltyAccountId accountId,
            AdjustmentId adjustmentId,
            long points,
            EncryptedPersonal<String> reason,
            Instant at,
            LoyaltyPolicy policy)
            implements LoyaltyCommand {}

    /// Holds the points of a reward, those that expire first. Refused with INSUFFICIENT_POINTS or
    /// TIER_TOO_LOW.
    record ReservePoints(
            @TargetAggregateIdentifier LoyaltyAccountId accountId,
            RedemptionId redemptionId,
            RewardQuote reward,
            Instant at)
            implements LoyaltyCommand {}

    /// The reward is theirs: what is held for it is gone.
    record RedeemPoints(
            @TargetAggregateIdentifier LoyaltyAccountId accountId, RedemptionId redemptionId)
            implements LoyaltyCommand {}

    /// There was no reward: what is held for it can be spent again.
    record ReleasePoints(
            @TargetAggregateIdentifier LoyaltyAccountId accountId,
            RedemptionId redemptionId,
            String reason,
            Instant at)
            implements LoyaltyCommand {}

    /// Takes the points whose time is over, and with them what they did for the tier.
    record ExpirePoints(
            @TargetAggregateIdentifier LoyaltyAccountId accountId, Instant at, LoyaltyPolicy policy)
            implements LoyaltyCommand {}
}
