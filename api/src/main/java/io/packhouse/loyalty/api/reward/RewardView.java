package io.packhouse.loyalty.api.reward;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A reward in a read model; `from` is the tier it requires, a missing `maxClaims` means without limit.
public record RewardView(
        String rewardId,
        int version,
        String name,
        String description,
        long points,
        String from,
        @Nullable Integer maxClaims,
        int claimed,
        boolean retired,
        Instant changedAt) {}
