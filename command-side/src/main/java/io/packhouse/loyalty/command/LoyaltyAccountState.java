package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.Tier;
import io.packhouse.loyalty.api.account.AdjustmentId;
import io.packhouse.loyalty.api.account.LotId;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;
import io.packhouse.loyalty.api.account.PointsSource;
import io.packhouse.loyalty.api.account.RedemptionId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// State of one account. Pure: [LoyaltyAccountDecider] reads it, events change it. Neither costs more
/// after a long history.
final class LoyaltyAccountState {

    private AccountBalances accountBalances = AccountBalances.NEW;
    private final Lots lots = new Lots();
    private final Map<PointsSource, Map<String, List<LotId>>> earned = new EnumMap<>(PointsSource.class);
    private final Map<RedemptionId, PointsReservation> reservations = new HashMap<>();
    private final Map<String, Long> refunded = new HashMap<>();
    private final Map<Tier, LotId> bonuses = new EnumMap<>(Tier.class);
    private final Set<AdjustmentId> deducted = new HashSet<>();

    enum ReservationState {
        RESERVED,
        SPENT,
        RELEASED
    }

    record PointsReservation(ReservationState state, long points, List<LotChange> lots) {}

    void evolve(LoyaltyAccountEvent event) {
        accountBalances = event.standing();
        switch (event) {
            case PointsEarned e -> {
                lots.add(Lot.of(e));
                lotIds(e.source(), e.reference()).add(e.lotId());
                if (e.source() == PointsSource.BONUS) {
                    bonuses.put(e.rule().tier(), e.lotId());
                }
            }
            case NoPointsEarned e -> lotIds(PointsSource.PURCHASE, e.reference());
            case PointsReversed e -> {
                reverse(e.shares(), e.taken(), e.recovered());
                refunded.put(e.reference(), e.refunded().amountMinor());
            }
            case BonusReversed e -> {
                reverse(e.shares(), e.taken(), e.recovered());
                bonuses.remove(e.tier());
            }
            case PointsDebtSettled e -> lots.use(e.lots());
            case PointsReserved e -> {
                lots.use(e.lots());
                reservations.put(
                        e.redemptionId(), new PointsReservation(ReservationState.RESERVED, e.points(), e.lots()));
            }
            case PointsRedeemed e -> settle(e.redemptionId(), ReservationState.SPENT, e.lots());
            case PointsReleased e -> settle(e.redemptionId(), ReservationState.RELEASED, e.lots());
            case PointsExpired e -> lots.expire(e.lots());
            case PointsDeducted e -> {
                lots.use(e.lots());
                deducted.add(e.adjustmentId());
            }
            case RedemptionRejected _, TierChanged _ -> {}
        }
    }

    /// Keeps the result only: no later command needs the lots.
    private void settle(RedemptionId redemption, ReservationState result, List<LotChange> uses) {
        lots.use(uses);
        reservations.put(redemption, new PointsReservation(result, 0, List.of()));
    }

    private List<LotId> lotIds(PointsSource source, String reference) {
        return earned.computeIfAbsent(source, _ -> new HashMap<>()).computeIfAbsent(reference, _ -> new ArrayList<>(2));
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
        return lotIds(source).containsKey(reference);
    }

    /// In order of expiry. An id that is earned a second time names the later lot only.
    List<Lot> lotsOf(String order) {
        return lotIds(PointsSource.PURCHASE).getOrDefault(order, List.of()).stream()
                .distinct()
                .map(lots::get)
                .filter(lot -> lot.source() == PointsSource.PURCHASE)
                .sorted(Lot.FIRST_TO_EXPIRE)
                .toList();
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

    private Map<String, List<LotId>> lotIds(PointsSource source) {
        return earned.getOrDefault(source, Map.of());
    }
}
