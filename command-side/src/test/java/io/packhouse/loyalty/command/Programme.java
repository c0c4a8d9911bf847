package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.LoyaltyPolicy;
import io.packhouse.loyalty.api.LoyaltyPolicy.TierRule;
import io.packhouse.loyalty.api.Tier;
import io.packhouse.shared.api.Money;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;

/// A programme with simple numbers: one point per euro, SILVER at 100.
final class Programme {

    static final Currency EUR = Currency.getInstance("EUR");
    static final LoyaltyPolicy POLICY = new LoyaltyPolicy(
            "test-1",
            Duration.ofDays(14),
            Duration.ofDays(365),
            Map.of(EUR, 100L),
            new TreeMap<>(Map.of(
                    Tier.GREEN, new TierRule(0, 0, 100),
                    Tier.SILVER, new TierRule(100, 10, 110),
                    Tier.GOLD, new TierRule(500, 50, 125),
                    Tier.PLATINUM, new TierRule(2000, 200, 150))),
            Map.of("REVIEW", 25L));

    private Programme() {}

    static Money eur(long minor) {
        return new Money(minor, EUR);
    }
}
