package io.packhouse.loyalty.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something points can be spent on, from a tier on; without end when `most` is missing.
public record RewardView(
        String rewardId,
        int version,
        String name,
        String description,
        long points,
        String from,
        @Nullable Integer most,
        int claimed,
        boolean retired,
        Instant changedAt) {}
