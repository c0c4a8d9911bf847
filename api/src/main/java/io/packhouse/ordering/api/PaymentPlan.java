package io.packhouse.ordering.api;

/// Payment plan of an order: in full, or half now and the rest before shipping.
public enum PaymentPlan {
    FULL,
    DEPOSIT
}
