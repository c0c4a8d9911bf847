package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.LoyaltyPolicy;
import io.packhouse.loyalty.api.Tier;
import io.packhouse.loyalty.api.account.LotId;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.LoyaltyCommand.*;
import io.packhouse.loyalty.api.account.PointsSource;
import io.packhouse.loyalty.api.purchase.LoyaltyPurchaseEvent.*;
import java.time.Instant;
import java.util.Optional;

/// The points that an account earns for something, and by which rule.
final class PointsCalculator {

    private final LoyaltyAccountState loyaltyAccountState;
    private final LoyaltyAccountId account;
    private final LoyaltyPolicy policy;

    PointsCalculator(LoyaltyAccountState loyaltyAccountState, LoyaltyAccountId account, LoyaltyPolicy policy) {
        this.loyaltyAccountState = loyaltyAccountState;
        this.account = account;
        this.policy = policy;
    }

    /// Empty for a currency that earns no points, and for less than a whole point.
    Optional<PointsEarned> of(AwardPurchasePoints command, PurchaseLine purchaseLine) {
        var perPoint = policy.minorPerPoint().get(purchaseLine.net().currency());
        if (perPoint == null) {
            return Optional.empty();
        }
        var tier = loyaltyAccountState.standing().tier();
        var percent = policy.step(tier).percent();
        var worth = purchaseLine.net().amountMinor() * percent / (100 * perPoint);
        var earningRule = new EarningRule(policy.version(), tier, percent, perPoint, purchaseLine.net());
        return worth > 0
                ? Optional.of(earned(
                        PointsSource.PURCHASE,
                        command.order(),
                        purchaseLine.line(),
                        worth,
                        earningRule,
                        command.paidAt()))
                : Optional.empty();
    }

    Optional<PointsEarned> of(AwardActionPoints command, String reference, long worth) {
        var earningRule = plain(loyaltyAccountState.standing().tier());
        return worth > 0
                ? Optional.of(earned(PointsSource.ACTION, reference, 1, worth, earningRule, command.at()))
                : Optional.empty();
    }

    PointsEarned ofBonus(Tier tier, String cause, Instant at) {
        var worth = policy.step(tier).bonus();
        return earned(PointsSource.BONUS, cause, tier, worth, plain(tier), at);
    }

    /// Granted by staff, so the points can be redeemed at once.
    PointsEarned of(AdjustPoints command) {
        var reference = command.adjustmentId().value();
        return new PointsEarned(
                account,
                LotId.derive(reference, 1),
                PointsSource.ADJUSTMENT,
                reference,
                command.points(),
                plain(loyaltyAccountState.standing().tier()),
                command.reason(),
                command.at(),
                command.at(),
                command.at().plus(policy.valid()),
                BalanceUpdates.earned(loyaltyAccountState.standing(), command.points()));
    }

    private PointsEarned earned(
            PointsSource source,
            String reference,
            Object purchaseLine,
            long worth,
            EarningRule earningRule,
            Instant from) {
        return new PointsEarned(
                account,
                LotId.derive(reference, purchaseLine),
                source,
                reference,
                worth,
                earningRule,
                null,
                from,
                from.plus(policy.pending()),
                from.plus(policy.valid()),
                BalanceUpdates.earned(loyaltyAccountState.standing(), worth));
    }

    private EarningRule plain(Tier tier) {
        return new EarningRule(policy.version(), tier, 100, 0, null);
    }
}
