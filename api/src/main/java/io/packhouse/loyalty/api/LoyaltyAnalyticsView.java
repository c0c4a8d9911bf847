package io.packhouse.loyalty.api;

import java.util.List;

/// Statistics of the loyalty program: all points ever earned and what became of them, redemptions,
/// and members by tier. `redeemedBasisPoints` is the share of earned points that were redeemed (10
/// 000 = all).
public record LoyaltyAnalyticsView(
        long members,
        long earned,
        long spent,
        long expired,
        long reversed,
        long redemptions,
        long redeemedBasisPoints,
        List<TierShare> tiers) {

    /// The members of one tier and their points.
    public record TierShare(String tier, long members, long points, long earned) {}
}
