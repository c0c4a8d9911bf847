package io.packhouse.analytics.query.report;

import org.jspecify.annotations.Nullable;

/// Shares in basis points, rounded down.
final class BasisPoints {

    private static final long ALL = 10_000;

    private BasisPoints() {}

    static @Nullable Long basisPoints(long part, long whole) {
        return whole == 0 ? null : Math.floorDiv(Math.multiplyExact(part, ALL), whole);
    }
}
