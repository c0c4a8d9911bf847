package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.Tier;
import io.packhouse.loyalty.api.account.LotId;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.LoyaltyCommand.*;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The points to take back after a refund: first what is left of the order's own lots, then the
/// account's lots that expire first; the rest is owed.
final class Reversal {

    private final LoyaltyAccountState loyaltyAccountState;
    private final LoyaltyAccountId account;
    private final List<LotReversal> shares = new ArrayList<>();
    private final List<LotChange> taken = new ArrayList<>();
    private List<LotChange> recovered = List.of();
    private long demanded;
    private long missing;

    Reversal(LoyaltyAccountState loyaltyAccountState, LoyaltyAccountId account) {
        this.loyaltyAccountState = loyaltyAccountState;
        this.account = account;
    }

    Optional<LoyaltyAccountEvent> of(AwardPurchasePoints command) {
        if (command.refunded().amountMinor() <= loyaltyAccountState.refundedOf(command.order())) {
            return Optional.empty();
        }
        var own = loyaltyAccountState.lotsOf(command.order());
        if (own.isEmpty()) {
            return Optional.empty();
        }
        own.forEach(lot -> reverse(lot, share(lot.points(), command)));
        recoverTheRest();
        return Optional.of(new PointsReversed(
                account,
                command.order(),
                command.refunded(),
                command.total(),
                demanded,
                shares,
                taken,
                recovered,
                missing,
                standing()));
    }

    LoyaltyAccountEvent ofBonus(Tier tier, LotId lot) {
        reverse(
                loyaltyAccountState.lots().get(lot),
                loyaltyAccountState.lots().get(lot).points());
        recoverTheRest();
        return new BonusReversed(account, tier, demanded, shares, taken, recovered, missing, standing());
    }

    /// In proportion to the refund, rounded down until everything is refunded.
    private static long share(long loyaltyAccountState, AwardPurchasePoints command) {
        var total = command.total().amountMinor();
        var back = command.refunded().amountMinor();
        return back >= total
                ? loyaltyAccountState
                : BigInteger.valueOf(loyaltyAccountState)
                        .multiply(BigInteger.valueOf(back))
                        .divide(BigInteger.valueOf(total))
                        .longValueExact();
    }

    private void reverse(Lot lot, long target) {
        var wanted = target - lot.reversed();
        var fromLot = Math.min(wanted, lot.available());
        if (fromLot > 0) {
            taken.add(lot.use(fromLot, 0));
        }
        var excused = Math.min(wanted - fromLot, lot.expired() - lot.excused());
        shares.add(new LotReversal(lot.id(), target, lot.excused() + excused));
        demanded += wanted;
        missing += wanted - fromLot - excused;
    }

    private void recoverTheRest() {
        recovered = loyaltyAccountState.lots().takeAfter(taken, missing);
        missing -= Lots.sum(recovered);
    }

    private AccountBalances standing() {
        return BalanceUpdates.reversed(loyaltyAccountState.standing(), Lots.sum(taken) + Lots.sum(recovered), missing);
    }
}
