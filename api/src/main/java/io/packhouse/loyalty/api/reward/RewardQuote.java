package io.packhouse.loyalty.api.reward;

import io.packhouse.loyalty.api.Tier;

/// The price of a reward in points and the tier it requires, under one version of its offer.
public record RewardQuote(RewardId rewardId, int version, long points, Tier from) {}
