package io.packhouse.ordering.query;

import io.packhouse.shared.api.Money;
import java.time.Instant;

/// One order in a list.
record OrderSummary(
        String id,
        String orderNumber,
        String buyer,
        String status,
        String paymentStatus,
        Money total,
        int lines,
        Instant placedAt,
        Instant expiresAt) {}
