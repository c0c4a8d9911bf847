package io.packhouse.loyalty.api.reward;

import io.packhouse.loyalty.api.Tier;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.RedemptionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Commands of the Reward aggregate.
public sealed interface RewardCommand {

    /// Offers a reward for points, at most `maxClaims` times; null means without limit.
    record OfferReward(
            @TargetAggregateIdentifier RewardId rewardId,
            String name,
            String description,
            long points,
            Tier from,
            @Nullable Integer maxClaims)
            implements RewardCommand {}

    /// Revises the offer for later redemptions.
    record ReviseReward(
            @TargetAggregateIdentifier RewardId rewardId,
            String name,
            String description,
            long points,
            Tier from,
            @Nullable Integer maxClaims)
            implements RewardCommand {}

    /// Retires the reward; it can no longer be redeemed.
    record RetireReward(@TargetAggregateIdentifier RewardId rewardId) implements RewardCommand {}

    /// Returns a [RewardQuote] and records no event.
    record QuoteReward(@TargetAggregateIdentifier RewardId rewardId) implements RewardCommand {}

    /// Claims one unit of the reward for an account whose points are reserved. Answers with an
    /// event in every state.
    record ClaimReward(
            @TargetAggregateIdentifier RewardId rewardId, RedemptionId redemptionId, LoyaltyAccountId accountId)
            implements RewardCommand {}
}
