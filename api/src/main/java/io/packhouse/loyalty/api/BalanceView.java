package io.packhouse.loyalty.api;

import java.time.Instant;
import java.util.List;

/// Somebody's points as they can be read: `points` are free, of which `spendable` are no longer
/// pending; `owed` comes off the next ones earned. `lots` are those with something left.
public record BalanceView(
        String person,
        String tier,
        long points,
        long spendable,
        long pending,
        long held,
        long owed,
        long earned,
        long spent,
        long expired,
        long reversed,
        long deducted,
        List<LotView> lots,
        Instant changedAt) {

    /// Points that came together and expire together.
    public record LotView(
            String lotId,
            String source,
            String reference,
            long points,
            long left,
            long held,
            Instant earnedAt,
            Instant availableAt,
            Instant expiresAt) {}
}
