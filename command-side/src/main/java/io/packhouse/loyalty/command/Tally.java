package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.LoyaltyAccountEvent.Standing;
import io.packhouse.loyalty.api.Tier;

/// How an account stands after something happened to it.
final class Tally {

    private Tally() {}

    static Standing in(Standing s, Tier tier) {
        return new Standing(
                tier,
                s.left(),
                s.held(),
                s.owed(),
                s.earned(),
                s.spent(),
                s.expired(),
                s.reversed(),
                s.deducted());
    }

    static Standing earned(Standing s, long points) {
        return with(s, s.left() + points, s.held(), s.owed(), s.earned() + points, s.reversed());
    }

    /// Took `taken` points that should not have been, and leaves `owedMore` of them open.
    static Standing reversed(Standing s, long taken, long owedMore) {
        return with(
                s,
                s.left() - taken,
                s.held(),
                s.owed() + owedMore,
                s.earned(),
                s.reversed() + taken);
    }

    static Standing held(Standing s, long points) {
        return with(s, s.left() - points, s.held() + points, s.owed(), s.earned(), s.reversed());
    }

    static Standing released(Standing s, long points) {
        return held(s, -points);
    }

    static Standing spent(Standing s, long points) {
        return new Standing(
                s.tier(),
                s.left(),
                s.held() - points,
                s.owed(),
                s.earned(),
                s.spent() + points,
                s.expired(),
                s.reversed(),
                s.deducted());
    }

    static Standing expired(Standing s, long points) {
        return new Standing(
                s.tier(),
                s.left() - points,
                s.held(),
                s.owed(),
                s.earned(),
                s.spent(),
                s.expired() + points,
                s.reversed(),
                s.deducted());
    }

    static Standing deducted(Standing s, long points) {
        return new Standing(
                s.tier(),
                s.left() - points,
                s.held(),
                s.owed(),
                s.earned(),
                s.spent(),
                s.expired(),
                s.reversed(),
                s.deducted() + points);
    }

    private static Standing with(
            Standing s, long left, long held, long owed, long earned, long reversed) {
        return new Standing(
                s.tier(), left, held, owed, earned, s.spent(), s.expired(), reversed, s.deducted());
    }
}
