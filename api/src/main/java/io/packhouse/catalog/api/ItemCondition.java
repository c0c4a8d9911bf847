package io.packhouse.catalog.api;

/// The state goods are in, from factory-fresh to only good for parts.
public enum ItemCondition {
    NEW,
    OPEN_BOX,
    REFURBISHED,
    USED,
    DAMAGED,
    SALVAGE
}
