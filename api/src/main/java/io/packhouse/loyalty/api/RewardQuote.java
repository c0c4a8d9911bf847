package io.packhouse.loyalty.api;

/// What a reward costs under one version of its offer, and from which tier on it can be had.
public record RewardQuote(RewardId rewardId, int version, long points, Tier from) {}
