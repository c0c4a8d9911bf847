package io.packhouse.loyalty.projection;

import io.packhouse.loyalty.api.account.LoyaltyAccountEvent;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;
import io.packhouse.shared.api.EncryptedPersonal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An event as a line of the ledger. Reserved points change the balance once: when they are
/// reserved, not again when they are redeemed.
record Entry(
        String kind,
        long points,
        @Nullable Object reference,
        @Nullable String reason) {

    static Entry of(LoyaltyAccountEvent event) {
        return switch (event) {
            case PointsEarned e -> new Entry("EARNED_" + e.source(), e.points(), e.reference(), null);
            case NoPointsEarned e -> new Entry("NOTHING_EARNED", 0, e.reference(), null);
            case PointsReversed e ->
                new Entry("REVERSED", back(e.taken(), e.recovered(), e.owed()), e.reference(), null);
            case BonusReversed e ->
                new Entry("BONUS_REVERSED", back(e.taken(), e.recovered(), e.owed()), e.tier(), null);
            case PointsDebtSettled _ -> new Entry("RECOVERED", 0, null, null);
            case PointsReserved e ->
                new Entry(
                        "RESERVED", -e.points(), e.redemptionId(), e.rewardId().value());
            case PointsRedeemed e -> new Entry("REDEEMED", 0, e.redemptionId(), null);
            case PointsReleased e -> new Entry("RELEASED", e.points(), e.redemptionId(), e.reason());
            case RedemptionRejected e -> new Entry("SPENDING_REFUSED", 0, e.redemptionId(), null);
            case PointsExpired e -> new Entry("EXPIRED", -e.points(), null, null);
            case PointsDeducted e -> new Entry("DEDUCTED", -e.points(), e.adjustmentId(), null);
            case TierChanged e -> new Entry("TIER", 0, e.to(), "from " + e.from());
        };
    }

    /// The reason that staff entered.
    static @Nullable EncryptedPersonal<String> note(LoyaltyAccountEvent event) {
        return switch (event) {
            case PointsEarned e -> e.reason();
            case PointsDeducted e -> e.reason();
            default -> null;
        };
    }

    /// Without points that had expired before the reversal and are not taken back.
    private static long back(List<LotChange> taken, List<LotChange> recovered, long owed) {
        return -owed
                - Stream.concat(taken.stream(), recovered.stream())
                        .mapToLong(LotChange::points)
                        .sum();
    }
}
