package io.packhouse.catalog.api.pack;

/// Kind of a pack: one of three for resellers, or the offer of a single product.
public enum PackKind {
    STARTER,
    RESELLER,
    PRO,
    OFFER
}
