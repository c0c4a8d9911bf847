package io.packhouse.inventory.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of the movement journal: what happened to how many units, for whom and why. `available`
/// is what could be promised afterwards, where the event says so; a `reason` that somebody typed is
/// `[erased]` once they are forgotten.
public record StockMovementView(
        long position,
        String itemId,
        String action,
        int quantity,
        @Nullable Integer available,
        @Nullable String reference,
        @Nullable String reason,
        @Nullable String actor,
        Instant at) {

    public StockMovementView withReason(@Nullable String other) {
        return new StockMovementView(
                position, itemId, action, quantity, available, reference, other, actor, at);
    }
}
