package io.packhouse.loyalty.api;

import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.SortedMap;

/// The rules of the programme under one version. Points can be spent `pending` after they were
/// earned and live for `valid`; `minorPerPoint` is the net amount that earns one point, and
/// `actions` says what other things earn.
public record LoyaltyPolicy(
        String version,
        Duration pending,
        Duration valid,
        Map<Currency, Long> minorPerPoint,
        SortedMap<Tier, TierRule> tiers,
        Map<String, Long> actions) {

    /// What a tier takes and gives: points earned to reach it, a bonus on reaching it, and how many
    /// percent of the plain points its members earn.
    public record TierRule(long threshold, long bonus, int percent) {}

    public LoyaltyPolicy {
        if (tiers.size() != Tier.values().length || tiers.get(Tier.GREEN).threshold() != 0) {
            throw new IllegalArgumentException("Every tier has a step; GREEN begins at 0.");
        }
        var last = -1L;
        for (var step : tiers.values()) {
            if (step.threshold() <= last || step.bonus() < 0 || step.percent() < 0) {
                throw new IllegalArgumentException("Thresholds rise and nothing is negative.");
            }
            last = step.threshold();
        }
        if (pending.isNegative() || valid.compareTo(pending) <= 0) {
            throw new IllegalArgumentException("Points live longer than they are pending.");
        }
        if (minorPerPoint.values().stream().anyMatch(amount -> amount <= 0)) {
            throw new IllegalArgumentException("A point costs something.");
        }
    }

    public TierRule step(Tier tier) {
        return tiers.get(tier);
    }

    /// The highest tier these points reach.
    public Tier reachedWith(long earned) {
        return tiers.entrySet().stream()
                .filter(entry -> entry.getValue().threshold() <= earned)
                .map(Map.Entry::getKey)
                .reduce((_, higher) -> higher)
                .orElse(Tier.GREEN);
    }
}
