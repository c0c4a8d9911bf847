package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.account.LotId;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;
import io.packhouse.loyalty.api.account.PointsSource;
import java.time.Instant;
import java.util.Comparator;

/// A lot of points: `available` are free, `reserved` are for a pending redemption, the rest is used.
/// `excused` is the part of `reversed` that had expired before.
record Lot(
        LotId id,
        PointsSource source,
        long points,
        long available,
        long reserved,
        long expired,
        long reversed,
        long excused,
        Instant availableAt,
        Instant expiresAt) {

    static final Comparator<Lot> FIRST_TO_EXPIRE =
            Comparator.comparing(Lot::expiresAt).thenComparing(Lot::id);

    static Lot of(PointsEarned e) {
        return new Lot(e.lotId(), e.source(), e.points(), e.points(), 0, 0, 0, 0, e.availableAt(), e.expiresAt());
    }

    Lot after(LotChange use) {
        return with(use.available(), use.reserved(), expired, reversed, excused);
    }

    Lot expired(LotChange use) {
        return with(use.available(), use.reserved(), expired + use.points(), reversed, excused);
    }

    Lot after(LotReversal share) {
        return with(available, reserved, expired, share.points(), share.expired());
    }

    LotChange use(long amount, long reservedMore) {
        return new LotChange(id, amount, available - amount, reserved + reservedMore);
    }

    boolean isExpired(Instant at) {
        return !at.isBefore(expiresAt);
    }

    boolean isSpendable(Instant at) {
        return !at.isBefore(availableAt) && !isExpired(at);
    }

    /// Points that count for the tier until they expire, redeemed or not.
    long tierPoints() {
        return source.countsForTier() ? points - reversed : 0;
    }

    private Lot with(long nowLeft, long nowReserved, long lost, long back, long forgiven) {
        return new Lot(id, source, points, nowLeft, nowReserved, lost, back, forgiven, availableAt, expiresAt);
    }
}
