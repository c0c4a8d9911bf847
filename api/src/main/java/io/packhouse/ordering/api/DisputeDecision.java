package io.packhouse.ordering.api;

/// How the buyer's bank decided a dispute: for the shop or for the buyer.
public enum DisputeDecision {
    WON,
    LOST
}
