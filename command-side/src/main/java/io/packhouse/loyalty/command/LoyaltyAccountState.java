package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.Tier;
import io.packhouse.loyalty.api.account.AdjustmentId;
import io.packhouse.loyalty.api.account.LotId;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;
import io.packhouse.loyalty.api.account.PointsSource;
import io.packhouse.loyalty.api.account.RedemptionId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// State of one account. Pure: [LoyaltyAccountDecider] reads it, events change it.
final class LoyaltyAccountState {

    private AccountBalances accountBalances = AccountBalances.NEW;
    private Lots lots = new Lots();
    private final Map<RedemptionId, PointsReservation> reservations = new HashMap<>();
    private final Map<String, Long> refunded = new HashMap<>();
    private final Map<Tier, LotId> bonuses = new EnumMap<>(Tier.class);
    private final Set<String> earned = new HashSet<>();
    private final Set<AdjustmentId> deducted = new HashSet<>();

    enum ReservationState {
        RESERVED,
        SPENT,
        RELEASED
    }

    record PointsReservation(ReservationState state, long points, List<LotChange> lots) {}

    LoyaltyAccountState copy() {
        var copy = new LoyaltyAccountState();
        copy.accountBalances = accountBalances;
        copy.lots = lots.copy();
        copy.reservations.putAll(reservations);
        copy.refunded.putAll(refunded);
        copy.bonuses.putAll(bonuses);
        copy.earned.addAll(earned);
        copy.deducted.addAll(deducted);
        return copy;
    }

    void evolve(LoyaltyAccountEvent event) {
        accountBalances = event.standing();
        switch (event) {
            case PointsEarned e -> {
                lots.add(Lot.of(e));
                earned.add(key(e.source(), e.reference()));
                if (e.source() == PointsSource.BONUS) {
                    bonuses.put(e.rule().tier(), e.lotId());
                }
            }
            case NoPointsEarned e -> earned.add(key(PointsSource.PURCHASE, e.reference()));
            case PointsReversed e -> {
                reverse(e.shares(), e.taken(), e.recovered());
                refunded.put(e.reference(), e.refunded().amountMinor());
            }
            case BonusReversed e -> {
                reverse(e.shares(), e.taken(), e.recovered());
                bonuses.remove(e.tier());
            }
            case PointsDebtSettled e -> lots.use(e.lots());
            case PointsReserved e ->
                change(e.redemptionId(), new PointsReservation(ReservationState.RESERVED, e.points(), e.lots()));
            case PointsRedeemed e ->
                change(e.redemptionId(), new PointsReservation(ReservationState.SPENT, e.points(), e.lots()));
            case PointsReleased e ->
                change(e.redemptionId(), new PointsReservation(ReservationState.RELEASED, e.points(), e.lots()));
            case PointsExpired e -> lots.expire(e.lots());
            case PointsDeducted e -> {
                lots.use(e.lots());
                deducted.add(e.adjustmentId());
            }
            case RedemptionRejected _, TierChanged _ -> {}
        }
    }

    private void change(RedemptionId redemption, PointsReservation reservation) {
        lots.use(reservation.lots());
        reservations.put(redemption, reservation);
    }

    AccountBalances standing() {
        return accountBalances;
    }

    Lots lots() {
        return lots;
    }

    @Nullable
    PointsReservation reservation(RedemptionId redemption) {
        return reservations.get(redemption);
    }

    boolean hasEarned(PointsSource source, String reference) {
        return earned.contains(key(source, reference));
    }

    boolean hasDeducted(AdjustmentId adjustment) {
        return deducted.contains(adjustment);
    }

    long refundedOf(String order) {
        return refunded.getOrDefault(order, 0L);
    }

    /// The lot of that tier's bonus, unless it was never awarded or has been reversed.
    @Nullable
    LotId bonusOf(Tier tier) {
        return bonuses.get(tier);
    }

    private void reverse(List<LotReversal> shares, List<LotChange> taken, List<LotChange> recovered) {
        lots.use(taken);
        lots.use(recovered);
        lots.reverse(shares);
    }

    private static String key(PointsSource source, String reference) {
        return source + ":" + reference;
    }
}
