package io.packhouse.ordering.api;

/// Why an order was cancelled.
public enum CancellationReason {
    BUYER_REQUEST,
    STAFF_DECISION,
    PAYMENT_EXPIRED,
    PAYMENT_FAILED,
    /// The provider took another amount or currency than requested, and refunds it.
    PAYMENT_MISMATCHED,
    STOCK_UNAVAILABLE
}
