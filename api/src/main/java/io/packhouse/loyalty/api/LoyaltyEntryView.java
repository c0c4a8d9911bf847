package io.packhouse.loyalty.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of the ledger; `balance` is what is free less what is owed, afterwards.
public record LoyaltyEntryView(
        long position,
        String person,
        String kind,
        long points,
        long balance,
        @Nullable String reference,
        @Nullable String reason,
        @Nullable String actor,
        Instant at) {}
