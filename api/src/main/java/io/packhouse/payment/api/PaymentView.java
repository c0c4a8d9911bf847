package io.packhouse.payment.api;

import io.packhouse.shared.api.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One payment as it can be read. `unknown` names the operation whose outcome the provider has not
/// told yet; it is settled by asking. `mismatch` says that the provider reported other money than
/// was asked for, `review` why a person of the shop has to look at the payment.
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
        @Nullable String mismatch,
        @Nullable String review,
        @Nullable String dispute,
        Instant expiresAt,
        Instant changedAt) {}
