package io.packhouse.loyalty.api.reward;

import io.packhouse.loyalty.api.Tier;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.RedemptionId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/// Events of the Reward aggregate. Names and shapes are permanent.
public sealed interface RewardEvent {

    RewardId rewardId();

    /// A reward was offered.
    @Revision("1")
    record RewardOffered(RewardId rewardId, int version, Offer offer) implements RewardEvent {}

    /// The offer was revised for later redemptions.
    @Revision("1")
    record RewardRevised(RewardId rewardId, int version, Offer offer) implements RewardEvent {}

    /// The reward was retired and can no longer be redeemed.
    @Revision("1")
    record RewardRetired(RewardId rewardId) implements RewardEvent {}

    /// A unit of the reward was granted; `claimed` is the number granted so far.
    @Revision("1")
    record RewardClaimed(RewardId rewardId, RedemptionId redemptionId, LoyaltyAccountId accountId, int claimed)
            implements RewardEvent {}

    /// The claim was rejected.
    @Revision("1")
    record RewardClaimRefused(RewardId rewardId, RedemptionId redemptionId, LoyaltyAccountId accountId, String reason)
            implements RewardEvent {}

    /// What is offered, the tier it requires, and at most how many times; null means without limit.
    record Offer(
            String name,
            String description,
            long points,
            Tier from,
            @Nullable Integer maxClaims) {}
}
