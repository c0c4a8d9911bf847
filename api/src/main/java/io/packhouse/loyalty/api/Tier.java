package io.packhouse.loyalty.api;

/// Membership tier; it depends on the earned points that have not expired.
public enum Tier {
    GREEN,
    SILVER,
    GOLD,
    PLATINUM
}
