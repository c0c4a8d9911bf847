package io.packhouse.loyalty.command;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The points that count for the tier until they expire. Commands ask for their sum at instants
/// that are close together, though not always later: the sum at the last one is kept, and only what
/// expires between the two is added or subtracted.
final class TierPoints {

    private final NavigableMap<Instant, Long> byExpiry = new TreeMap<>();

    // Transient: the state of the account is the same wherever the last sum was asked for.
    private transient Instant last = Instant.MIN;
    private transient long validAtLast;

    void add(Instant expiresAt, long points) {
        if (points != 0) {
            byExpiry.merge(expiresAt, points, TierPoints::sumOrNull);
            validAtLast += expiresAt.isAfter(last) ? points : 0;
        }
    }

    long validAt(Instant at) {
        validAtLast += at.isBefore(last) ? expiring(at, last) : -expiring(last, at);
        last = at;
        return validAtLast;
    }

    /// Points that expire after the first instant, and not after the second.
    private long expiring(Instant after, Instant until) {
        return byExpiry.subMap(after, false, until, true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static @Nullable Long sumOrNull(Long known, Long more) {
        return known + more == 0 ? null : Long.valueOf(known + more);
    }
}
