package io.packhouse.catalog.api;

/// The three packs for resellers, and the offer of a single product.
public enum PackKind {
    STARTER,
    RESELLER,
    PRO,
    OFFER
}
