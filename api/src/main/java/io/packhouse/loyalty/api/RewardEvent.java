package io.packhouse.loyalty.api;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/// Everything that can have happened to one reward. Names and shapes are permanent.
public sealed interface RewardEvent {

    RewardId rewardId();

    /// It can be had for that many points.
    @Revision("1")
    record RewardOffered(RewardId rewardId, int version, Offer offer) implements RewardEvent {}

    /// Later redemptions get this.
    @Revision("1")
    record RewardRevised(RewardId rewardId, int version, Offer offer) implements RewardEvent {}

    /// Nobody can have it any more.
    @Revision("1")
    record RewardRetired(RewardId rewardId) implements RewardEvent {}

    /// One of them is theirs; `claimed` so far.
    @Revision("1")
    record RewardClaimed(
            RewardId rewardId, RedemptionId redemptionId, LoyaltyAccountId accountId, int claimed)
            implements RewardEvent {}

    /// There is none for them.
    @Revision("1")
    record RewardClaimRefused(
            RewardId rewardId, RedemptionId redemptionId, LoyaltyAccountId accountId, String reason)
            implements RewardEvent {}

    /// What is offered, from which tier on, and how often; without end when `most` is null.
    record Offer(String name, String description, long points, Tier from, @Nullable Integer most) {}
}
