package io.packhouse.catalog.api;

/// Condition of goods, from new to salvage.
public enum ItemCondition {
    NEW,
    OPEN_BOX,
    REFURBISHED,
    USED,
    DAMAGED,
    SALVAGE
}
