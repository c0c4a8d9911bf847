package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.LotId;
import io.packhouse.loyalty.api.LoyaltyAccountEvent.PointsEarned;
import io.packhouse.loyalty.api.LoyaltyAccountEvent.Rule;
import io.packhouse.loyalty.api.LoyaltyAccountId;
import io.packhouse.loyalty.api.LoyaltyCommand.AdjustPoints;
import io.packhouse.loyalty.api.LoyaltyCommand.CreditPurchase;
import io.packhouse.loyalty.api.LoyaltyCommand.RewardAction;
import io.packhouse.loyalty.api.LoyaltyPolicy;
import io.packhouse.loyalty.api.LoyaltyPurchaseEvent.Part;
import io.packhouse.loyalty.api.PointsSource;
import io.packhouse.loyalty.api.Tier;
import java.time.Instant;
import java.util.Optional;

/// The lot of points that something is worth to an account as it stands now, and by which rule.
final class Earning {

    private final Points points;
    private final LoyaltyAccountId account;
    private final LoyaltyPolicy policy;

    Earning(Points points, LoyaltyAccountId account, LoyaltyPolicy policy) {
        this.points = points;
        this.account = account;
        this.policy = policy;
    }

    /// Nothing for a currency that earns nothing, nor for less than a whole point.
    Optional<PointsEarned> of(CreditPurchase ask, Part part) {
        var perPoint = policy.minorPerPoint().get(part.net().currency());
        if (perPoint == null) {
            return Optional.empty();
        }
        var tier = points.standing().tier();
        var percent = policy.step(tier).percent();
        var worth = part.net().amountMinor() * percent / (100 * perPoint);
        var rule = new Rule(policy.version(), tier, percent, perPoint, part.net());
        return worth > 0
                ? Optional.of(
                        earned(
                                PointsSource.PURCHASE,
                                ask.order(),
                                part.line(),
                                worth,
                                rule,
                                ask.paidAt()))
                : Optional.empty();
    }

    Optional<PointsEarned> of(RewardAction ask, String reference, long worth) {
        var rule = plain(points.standing().tier());
        return worth > 0
                ? Optional.of(earned(PointsSource.ACTION, reference, 1, worth, rule, ask.at()))
                : Optional.empty();
    }

    PointsEarned ofBonus(Tier tier, String cause, Instant at) {
        var worth = policy.step(tier).bonus();
        return earned(PointsSource.BONUS, cause, tier, worth, plain(tier), at);
    }

    /// Given by hand, so there is nothing to wait for before they can be spent.
    PointsEarned of(AdjustPoints ask) {
        var reference = ask.adjustmentId().value();
        return new PointsEarned(
                account,
                LotId.derive(reference, 1),
                PointsSource.ADJUSTMENT,
                reference,
                ask.points(),
                plain(points.standing().tier()),
                ask.reason(),
                ask.at(),
                ask.at(),
                ask.at().plus(policy.valid()),
                Tally.earned(points.standing(), ask.points()));
    }

    private PointsEarned earned(
            PointsSource source,
            String reference,
            Object part,
            long worth,
            Rule rule,
            Instant from) {
        return new PointsEarned(
                account,
                LotId.derive(reference, part),
                source,
                reference,
                worth,
                rule,
                null,
                from,
                from.plus(policy.pending()),
                from.plus(policy.valid()),
                Tally.earned(points.standing(), worth));
    }

    private Rule plain(Tier tier) {
        return new Rule(policy.version(), tier, 100, 0, null);
    }
}
