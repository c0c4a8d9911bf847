package io.packhouse.ordering.api;

/// Why an order was called off.
public enum CancellationReason {
    BUYER_REQUEST,
    STAFF_DECISION,
    PAYMENT_EXPIRED,
    PAYMENT_FAILED,
    /// The provider took another amount or currency than was asked for, and gives it back.
    PAYMENT_MISMATCHED,
    STOCK_UNAVAILABLE
}
