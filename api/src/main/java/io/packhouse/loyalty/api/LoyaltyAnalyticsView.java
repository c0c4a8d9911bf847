package io.packhouse.loyalty.api;

import java.util.List;

/// How the programme does: all that was ever earned and what became of it, redemptions, and members
/// by tier. `redeemedBasisPoints` is the share of earned points that were spent (10 000 = all).
public record LoyaltyAnalyticsView(
        long members,
        long earned,
        long spent,
        long expired,
        long reversed,
        long redemptions,
        long redeemedBasisPoints,
        List<TierShare> tiers) {

    /// The members of one tier and what they have.
    public record TierShare(String tier, long members, long points, long earned) {}
}
