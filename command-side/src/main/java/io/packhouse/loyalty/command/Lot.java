package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.LotId;
import io.packhouse.loyalty.api.LoyaltyAccountEvent.LotChange;
import io.packhouse.loyalty.api.LoyaltyAccountEvent.LotReversal;
import io.packhouse.loyalty.api.LoyaltyAccountEvent.PointsEarned;
import io.packhouse.loyalty.api.PointsSource;
import java.time.Instant;

/// One lot as its account remembers it: `left` are free, `held` are for a reward, the rest is gone.
/// Of what was `reversed`, `excused` had expired before.
record Lot(
        LotId id,
        PointsSource source,
        String reference,
        long points,
        long left,
        long held,
        long expired,
        long reversed,
        long excused,
        Instant availableAt,
        Instant expiresAt) {

    static Lot of(PointsEarned e) {
        return new Lot(
                e.lotId(),
                e.source(),
                e.reference(),
                e.points(),
                e.points(),
                0,
                0,
                0,
                0,
                e.availableAt(),
                e.expiresAt());
    }

    Lot after(LotChange use) {
        return with(use.left(), use.held(), expired, reversed, excused);
    }

    Lot lapsed(LotChange use) {
        return with(use.left(), use.held(), expired + use.points(), reversed, excused);
    }

    Lot after(LotReversal share) {
        return with(left, held, expired, share.points(), share.expired());
    }

    LotChange use(long amount, long heldMore) {
        return new LotChange(id, amount, left - amount, held + heldMore);
    }

    boolean isOver(Instant at) {
        return !at.isBefore(expiresAt);
    }

    boolean isSpendable(Instant at) {
        return !at.isBefore(availableAt) && !isOver(at);
    }

    private Lot with(long nowLeft, long nowHeld, long lost, long back, long forgiven) {
        return new Lot(
                id,
                source,
                reference,
                points,
                nowLeft,
                nowHeld,
                lost,
                back,
                forgiven,
                availableAt,
                expiresAt);
    }
}
