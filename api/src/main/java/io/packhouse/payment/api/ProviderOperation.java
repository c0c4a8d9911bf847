package io.packhouse.payment.api;

/// What a provider is asked to do. Each request carries a key derived from the payment, the
/// operation and the attempt.
public enum ProviderOperation {
    OPEN_CHECKOUT,
    CAPTURE,
    VOID,
    REFUND
}
