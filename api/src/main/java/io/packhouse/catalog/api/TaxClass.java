package io.packhouse.catalog.api;

/// Which rate of a country's tax table applies to the goods.
public enum TaxClass {
    STANDARD,
    REDUCED,
    ZERO
}
