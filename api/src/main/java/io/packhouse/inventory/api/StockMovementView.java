package io.packhouse.inventory.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A stock movement in a read model. `available` is the number of available units afterwards, if
/// the event has it; a `reason` that a person typed is `[erased]` once that person's data is
/// erased.
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
        return new StockMovementView(position, itemId, action, quantity, available, reference, other, actor, at);
    }
}
