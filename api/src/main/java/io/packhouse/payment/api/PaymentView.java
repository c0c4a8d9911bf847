package io.packhouse.payment.api;

import io.packhouse.shared.api.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One payment as it can be read. `unknown` names the operation whose outcome the provider has not
/// told yet; it is settled by asking.
public record PaymentView(
        String paymentId,
        String orderId,
        String installment,
        String status,
        Money amount,
        Money captured,
        Money refunded,
        @Nullable String payUrl,
        @Nullable String unknown,
        @Nullable String failure,
        @Nullable String dispute,
        Instant expiresAt,
        Instant changedAt) {}
