package io.packhouse.catalog.api;

/// How far a product has come; only an approved one is sold.
public enum ProductStatus {
    DRAFT,
    SUBMITTED,
    APPROVED,
    REJECTED,
    ARCHIVED
}
