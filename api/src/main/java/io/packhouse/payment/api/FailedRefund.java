package io.packhouse.payment.api;

/// A refund that a provider had accepted and that did not reach the buyer: the money is with the
/// provider again, in minor units of the payment's currency.
public record FailedRefund(String refundId, long amountMinor) {}
