package io.packhouse.loyalty.api.account;

import java.time.Instant;
import java.util.List;

/// A person's points in a read model: `points` are neither reserved nor spent, of which `spendable`
/// are no longer pending; `owed` is deducted from the next points earned. `lots` are the lots with
/// points left.
public record BalanceView(
        String person,
        String tier,
        long points,
        long spendable,
        long pending,
        long reserved,
        long owed,
        long earned,
        long spent,
        long expired,
        long reversed,
        long deducted,
        List<LotView> lots,
        Instant changedAt) {

    /// A lot: points that were earned together and expire together.
    public record LotView(
            String lotId,
            String source,
            String reference,
            long points,
            long available,
            long reserved,
            Instant earnedAt,
            Instant availableAt,
            Instant expiresAt) {}
}
