package io.packhouse.payment.api;

import org.jspecify.annotations.Nullable;

/// The provider's ids of a payment, as far as known. `settled`: no operation is pending and no
/// further report is expected.
public record ProviderReferences(
        @Nullable String checkoutId, @Nullable String intentId, boolean settled) {}
