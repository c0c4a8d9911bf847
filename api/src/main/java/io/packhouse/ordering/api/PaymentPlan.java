package io.packhouse.ordering.api;

/// How the buyer pays: all at once, or half now and the rest before shipping.
public enum PaymentPlan {
    FULL,
    DEPOSIT
}
