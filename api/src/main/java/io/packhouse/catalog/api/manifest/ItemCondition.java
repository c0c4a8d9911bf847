package io.packhouse.catalog.api.manifest;

/// Condition of goods, from new to salvage.
public enum ItemCondition {
    NEW,
    OPEN_BOX,
    REFURBISHED,
    USED,
    DAMAGED,
    SALVAGE
}
