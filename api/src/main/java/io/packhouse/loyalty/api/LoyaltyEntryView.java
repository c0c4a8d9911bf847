package io.packhouse.loyalty.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of the ledger; `balance` is what is free less what is owed, afterwards; a `reason` that
/// staff typed is `[erased]` once the person is forgotten.
public record LoyaltyEntryView(
        long position,
        String person,
        String kind,
        long points,
        long balance,
        @Nullable String reference,
        @Nullable String reason,
        @Nullable String actor,
        Instant at) {

    public LoyaltyEntryView withReason(@Nullable String other) {
        return new LoyaltyEntryView(
                position, person, kind, points, balance, reference, other, actor, at);
    }
}
