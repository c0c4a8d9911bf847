package io.packhouse.payment.api;

/// A refund that a provider accepted and that did not reach the buyer: the provider has the money
/// again. `amountMinor` is in minor units of the payment's currency.
public record FailedRefund(String refundId, long amountMinor) {}
