package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.LotId;
import io.packhouse.loyalty.api.LoyaltyAccountEvent;
import io.packhouse.loyalty.api.LoyaltyAccountEvent.*;
import io.packhouse.loyalty.api.LoyaltyAccountId;
import io.packhouse.loyalty.api.LoyaltyCommand.CreditPurchase;
import io.packhouse.loyalty.api.PointsSource;
import io.packhouse.loyalty.api.Tier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What has to go back when an order's money does: from the order's own lots what is still there,
/// then from those of the account that expire first; the rest is owed.
final class Reversal {

    private final Points points;
    private final LoyaltyAccountId account;
    private final List<LotShare> shares = new ArrayList<>();
    private final List<LotUse> taken = new ArrayList<>();
    private List<LotUse> recovered = List.of();
    private long demanded;
    private long missing;

    Reversal(Points points, LoyaltyAccountId account) {
        this.points = points;
        this.account = account;
    }

    Optional<LoyaltyAccountEvent> of(CreditPurchase ask) {
        if (ask.refunded().amountMinor() <= points.refundedOf(ask.order())) {
            return Optional.empty();
        }
        var own =
                points.lots()
                        .all()
                        .filter(lot -> lot.source() == PointsSource.PURCHASE)
                        .filter(lot -> lot.reference().equals(ask.order()))
                        .toList();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        own.forEach(lot -> bring(lot, share(lot.points(), ask)));
        recoverTheRest();
        return Optional.of(
                new PointsReversed(
                        account,
                        ask.order(),
                        ask.refunded(),
                        ask.total(),
                        demanded,
                        shares,
                        taken,
                        recovered,
                        missing,
                        standing()));
    }

    LoyaltyAccountEvent ofBonus(Tier tier, LotId lot) {
        bring(points.lots().get(lot), points.lots().get(lot).points());
        recoverTheRest();
        return new BonusReversed(
                account, tier, demanded, shares, taken, recovered, missing, standing());
    }

    /// In proportion to the money, rounded down until everything went back.
    private static long share(long points, CreditPurchase ask) {
        var total = ask.total().amountMinor();
        var back = ask.refunded().amountMinor();
        return back >= total
                ? points
                : BigInteger.valueOf(points)
                        .multiply(BigInteger.valueOf(back))
                        .divide(BigInteger.valueOf(total))
                        .longValueExact();
    }

    private void bring(Lot lot, long target) {
        var wanted = target - lot.reversed();
        var fromLot = Math.min(wanted, lot.left());
        if (fromLot > 0) {
            taken.add(lot.use(fromLot, 0));
        }
        var excused = Math.min(wanted - fromLot, lot.expired() - lot.excused());
        shares.add(new LotShare(lot.id(), target, lot.excused() + excused));
        demanded += wanted;
        missing += wanted - fromLot - excused;
    }

    private void recoverTheRest() {
        var after = points.lots().copy();
        after.use(taken);
        recovered = after.take(_ -> true, missing, false);
        missing -= Lots.sum(recovered);
    }

    private Standing standing() {
        return Tally.reversed(points.standing(), Lots.sum(taken) + Lots.sum(recovered), missing);
    }
}
