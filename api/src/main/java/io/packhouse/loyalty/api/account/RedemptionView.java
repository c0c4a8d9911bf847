package io.packhouse.loyalty.api.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A redemption in a read model; `status` is RESERVED, REDEEMED or RELEASED.
public record RedemptionView(
        String redemptionId,
        String person,
        String rewardId,
        int rewardVersion,
        long points,
        String status,
        @Nullable String reason,
        Instant requestedAt,
        Instant changedAt) {}
