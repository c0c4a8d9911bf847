package io.packhouse.catalog.api;

/// Selects the rate in a country's tax table.
public enum TaxClass {
    STANDARD,
    REDUCED,
    ZERO
}
