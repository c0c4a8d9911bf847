package io.packhouse.loyalty.projection;

import io.packhouse.loyalty.api.LoyaltyAccountEvent;
import io.packhouse.loyalty.api.LoyaltyAccountEvent.*;
import org.jspecify.annotations.Nullable;

/// An event as a line of the ledger; what is only held or only spent changes no balance twice.
record Entry(String kind, long points, @Nullable Object reference, @Nullable String reason) {

    static Entry of(LoyaltyAccountEvent event) {
        return switch (event) {
            case PointsEarned e ->
                    new Entry("EARNED_" + e.source(), e.points(), e.reference(), e.reason());
            case PointsReversed e -> new Entry("REVERSED", -e.points(), e.reference(), null);
            case BonusReversed e -> new Entry("BONUS_REVERSED", -e.points(), e.tier(), null);
            case PointsRecovered _ -> new Entry("RECOVERED", 0, null, null);
            case PointsReserved e ->
                    new Entry("RESERVED", -e.points(), e.redemptionId(), e.rewardId().value());
            case PointsSpent e -> new Entry("REDEEMED", 0, e.redemptionId(), null);
            case PointsReleased e ->
                    new Entry("RELEASED", e.points(), e.redemptionId(), e.reason());
            case SpendingRefused e -> new Entry("SPENDING_REFUSED", 0, e.redemptionId(), null);
            case PointsExpired e -> new Entry("EXPIRED", -e.points(), null, null);
            case PointsDeducted e ->
                    new Entry("DEDUCTED", -e.points(), e.adjustmentId(), e.reason());
            case TierChanged e -> new Entry("TIER", 0, e.to(), "from " + e.from());
        };
    }
}
