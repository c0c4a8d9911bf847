package io.packhouse.ordering.api;

/// Payment status of an order, independent of [OrderStatus].
public enum OrderPaymentStatus {
    UNPAID,
    DEPOSIT_PAID,
    PAID,
    PARTIALLY_REFUNDED,
    REFUNDED
}
