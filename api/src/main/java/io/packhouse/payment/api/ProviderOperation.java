package io.packhouse.payment.api;

/// An operation of a payment provider. Each request carries an idempotency key derived from the
/// payment, the operation and the attempt.
public enum ProviderOperation {
    OPEN_CHECKOUT,
    CAPTURE,
    VOID,
    REFUND
}
