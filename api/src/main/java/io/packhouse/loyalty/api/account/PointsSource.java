package io.packhouse.loyalty.api.account;

/// Source of points. Purchases and actions count for the tier.
public enum PointsSource {
    PURCHASE,
    ACTION,
    BONUS,
    ADJUSTMENT;

    public boolean countsForTier() {
        return this == PURCHASE || this == ACTION;
    }
}
