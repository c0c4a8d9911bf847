package io.packhouse.inventory.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of the movement journal: what happened to how many units, for whom and why.
public record MovementView(
        long position,
        String itemId,
        String action,
        int quantity,
        int available,
        @Nullable String reference,
        @Nullable String reason,
        @Nullable String actor,
        Instant at) {}
