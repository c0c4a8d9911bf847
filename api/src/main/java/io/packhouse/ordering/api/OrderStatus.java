package io.packhouse.ordering.api;

/// How far an order has come. PLACED lasts until stock has answered and is not in buyers' lists.
public enum OrderStatus {
    PLACED,
    PENDING,
    REJECTED,
    CONFIRMED,
    PROCESSING,
    SHIPPED,
    DELIVERED,
    CANCELLED
}
