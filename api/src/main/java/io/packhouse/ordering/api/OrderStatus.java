package io.packhouse.ordering.api;

/// Status of an order. PLACED lasts until stock is reserved or missing; placed orders are not in
/// buyers' lists.
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
