package io.packhouse.payment.api;

import io.packhouse.shared.api.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A payment in a read model. `unresolvedOperation` names the operation whose outcome the provider has not
/// reported; fetching its status settles it. `mismatch`: the provider reported another amount or
/// currency than requested. `review`: why a person has to review the payment.
public record PaymentView(
        String paymentId,
        String orderId,
        String installment,
        String status,
        Money amount,
        Money captured,
        Money refunded,
        @Nullable String payUrl,
        @Nullable String unresolvedOperation,
        @Nullable String failure,
        @Nullable String mismatch,
        @Nullable String review,
        @Nullable String dispute,
        Instant expiresAt,
        Instant changedAt) {}
