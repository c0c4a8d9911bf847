package io.packhouse.catalog.api;

import io.packhouse.shared.api.Refusal;

/// Why a pack may be refused to the person asking.
public enum PackRefusal implements Refusal {
    UNKNOWN_PACK("There is no pack under that id.", Kind.NOT_FOUND),
    PACK_EXISTS("That id names another pack already.", Kind.CONFLICT),
    NOT_FOR_SALE("That pack cannot be bought now.", Kind.CONFLICT),
    NO_PRICE("That pack has no price in that currency.", Kind.CONFLICT),
    OFFER_OF_PRODUCT(
            "An offer is opened with the variant of a product; make a product.", Kind.INVALID),
    PACK_MANAGED_BY_PRODUCT(
            "That offer goes with its product; change the product instead.", Kind.CONFLICT),
    ARCHIVED("An archived pack does not change.", Kind.CONFLICT);

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
