package io.packhouse.catalog.api.pack;

import io.packhouse.shared.api.Refusal;

/// Reasons to reject a request about packs.
public enum PackRefusal implements Refusal {
    UNKNOWN_PACK("There is no pack with that id.", Kind.NOT_FOUND),
    PACK_EXISTS("Another pack already has that id.", Kind.CONFLICT),
    NOT_FOR_SALE("The pack is not on sale.", Kind.CONFLICT),
    NO_PRICE("The pack has no price in that currency.", Kind.CONFLICT),
    OFFER_OF_PRODUCT("An offer is created with the variant of a product; create a product instead.", Kind.INVALID),
    PACK_MANAGED_BY_PRODUCT("The offer is managed by its product; change the product instead.", Kind.CONFLICT),
    ARCHIVED("An archived pack cannot be changed.", Kind.CONFLICT);

    private final String sentence;
    private final Kind kind;

    PackRefusal(String sentence, Kind kind) {
        this.sentence = sentence;
        this.kind = kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
