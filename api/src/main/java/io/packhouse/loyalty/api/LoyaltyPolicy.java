package io.packhouse.loyalty.api;

import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.SortedMap;

/// One version of the rules of the loyalty program. Points are pending for `pending` after they
/// were earned and expire after `valid`; `minorPerPoint` is the net amount that earns one point,
/// and `actions` lists the points of other actions.
public record LoyaltyPolicy(
        String version,
        Duration pending,
        Duration valid,
        Map<Currency, Long> minorPerPoint,
        SortedMap<Tier, TierRule> tiers,
        Map<String, Long> actions) {

    /// The rule of a tier: points earned to reach it, the bonus for reaching it, and the percentage
    /// of the base points that its members earn.
    public record TierRule(long threshold, long bonus, int percent) {}

    public LoyaltyPolicy {
        if (tiers.size() != Tier.values().length || tiers.get(Tier.GREEN).threshold() != 0) {
            throw new IllegalArgumentException("Every tier needs a rule; GREEN starts at 0.");
        }
        var last = -1L;
        for (var step : tiers.values()) {
            if (step.threshold() <= last || step.bonus() < 0 || step.percent() < 0) {
                throw new IllegalArgumentException("Thresholds must rise; nothing may be negative.");
            }
            last = step.threshold();
        }
        if (pending.isNegative() || valid.compareTo(pending) <= 0) {
            throw new IllegalArgumentException("Points must be valid longer than they are pending.");
        }
        if (minorPerPoint.values().stream().anyMatch(amount -> amount <= 0)) {
            throw new IllegalArgumentException("The amount per point must be positive.");
        }
    }

    public TierRule step(Tier tier) {
        return tiers.get(tier);
    }

    /// The highest tier reached with these points.
    public Tier reachedWith(long earned) {
        return tiers.entrySet().stream()
                .filter(entry -> entry.getValue().threshold() <= earned)
                .map(Map.Entry::getKey)
                .reduce((_, higher) -> higher)
                .orElse(Tier.GREEN);
    }
}
