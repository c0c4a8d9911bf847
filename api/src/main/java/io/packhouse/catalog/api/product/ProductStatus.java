package io.packhouse.catalog.api.product;

/// Status of a product; only an approved one is on sale.
public enum ProductStatus {
    DRAFT,
    SUBMITTED,
    APPROVED,
    REJECTED,
    ARCHIVED
}
