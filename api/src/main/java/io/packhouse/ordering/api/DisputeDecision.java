package io.packhouse.ordering.api;

/// The bank's decision of a dispute: for the shop or for the buyer.
public enum DisputeDecision {
    WON,
    LOST
}
