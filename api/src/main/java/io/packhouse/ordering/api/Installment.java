package io.packhouse.ordering.api;

/// The part of the payment plan that a payment settles.
public enum Installment {
    FULL,
    DEPOSIT,
    BALANCE
}
