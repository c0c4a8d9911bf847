package io.packhouse.loyalty.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// What may be asked of a reward.
public sealed interface RewardCommand {

    /// Offers something for points: at most `most` times, or without end when null.
    record OfferReward(
            @TargetAggregateIdentifier RewardId rewardId,
            String name,
            String description,
            long points,
            Tier from,
            @Nullable Integer most)
            implements RewardCommand {}

    /// Changes the offer for later redemptions.
    record ReviseReward(
            @TargetAggregateIdentifier RewardId rewardId,
            String name,
            String description,
            long points,
            Tier from,
            @Nullable Integer most)
            implements RewardCommand {}

    /// From now on nobody can have it.
    record RetireReward(@TargetAggregateIdentifier RewardId rewardId) implements RewardCommand {}

    /// What does it cost now? Answers a [RewardQuote] and records nothing.
    record QuoteReward(@TargetAggregateIdentifier RewardId rewardId) implements RewardCommand {}

    /// Somebody's points are held for it: is there one left? Answers with an event in every state.
    record ClaimReward(
            @TargetAggregateIdentifier RewardId rewardId,
            RedemptionId redemptionId,
            LoyaltyAccountId accountId)
            implements RewardCommand {}
}
