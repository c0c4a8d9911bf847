package io.packhouse.payment.api;

import org.jspecify.annotations.Nullable;

/// Under which names the provider keeps a payment, as far as they are known. `settled`: nothing is
/// under way and nothing more is expected.
public record ProviderReferences(
        @Nullable String checkoutId, @Nullable String intentId, boolean settled) {}
