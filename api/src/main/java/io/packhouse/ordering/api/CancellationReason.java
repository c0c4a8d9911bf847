package io.packhouse.ordering.api;

/// Why an order was called off.
public enum CancellationReason {
    BUYER_REQUEST,
    STAFF_DECISION,
    PAYMENT_EXPIRED,
    PAYMENT_FAILED,
    STOCK_LOST
}
