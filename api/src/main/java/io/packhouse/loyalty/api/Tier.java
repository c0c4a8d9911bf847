package io.packhouse.loyalty.api;

/// How much somebody has earned while those points lived, in steps.
public enum Tier {
    GREEN,
    SILVER,
    GOLD,
    PLATINUM
}
