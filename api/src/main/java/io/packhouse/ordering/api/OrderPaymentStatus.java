package io.packhouse.ordering.api;

/// How far an order is paid, an axis of its own.
public enum OrderPaymentStatus {
    UNPAID,
    DEPOSIT_PAID,
    PAID,
    PARTIALLY_REFUNDED,
    REFUNDED
}
