package io.packhouse.loyalty.api.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An entry of the points ledger in a read model. `balance` is the available points less the owed
/// ones afterwards; a `reason` that staff typed is `[erased]` once the person's data is erased.
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
        return new LoyaltyEntryView(position, person, kind, points, balance, reference, other, actor, at);
    }
}
