package io.packhouse.catalog.api;

/// The state goods are in, from factory-fresh to only good for parts.
public enum Condition {
    NEW,
    OPEN_BOX,
    REFURBISHED,
    USED,
    DAMAGED,
    SALVAGE
}
