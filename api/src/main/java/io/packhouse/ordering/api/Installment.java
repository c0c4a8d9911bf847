package io.packhouse.ordering.api;

/// Which part of the plan a payment settles.
public enum Installment {
    FULL,
    DEPOSIT,
    BALANCE
}
