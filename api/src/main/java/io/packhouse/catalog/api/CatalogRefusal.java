package io.packhouse.catalog.api;

import io.packhouse.shared.api.Refusal;

/// Why something of products, categories or brands may be refused to the person asking.
public enum CatalogRefusal implements Refusal {
    UNKNOWN_PRODUCT("There is no product under that id.", Kind.NOT_FOUND),
    UNKNOWN_VARIANT("That product has no variant of that SKU.", Kind.NOT_FOUND),
    UNKNOWN_CATEGORY("There is no category under that id.", Kind.NOT_FOUND),
    UNKNOWN_BRAND("There is no brand under that id.", Kind.NOT_FOUND),
    PRODUCT_EXISTS("That id names another product already.", Kind.CONFLICT),
    SKU_TAKEN("That SKU is sold by another product, or was.", Kind.CONFLICT),
    SKU_HAS_STOCK_HISTORY(
            "The house has had goods under that SKU: choose another, or ask staff to add it.",
            Kind.CONFLICT),
    PRODUCT_INCOMPLETE(
            "A product needs a category and a variant, and each variant a price.", Kind.CONFLICT),
    NOT_SUBMITTED("Only what is submitted can be decided on.", Kind.CONFLICT),
    REVISION_CONFLICT("The product has been revised since; look at it again.", Kind.CONFLICT),
    PRODUCT_ARCHIVED("An archived product does not change.", Kind.CONFLICT),
    ALREADY_APPROVED("That product is approved as it is.", Kind.CONFLICT),
    CATEGORY_EXISTS("That id names another category already, or did.", Kind.CONFLICT),
    CATEGORY_CYCLE("A category cannot stand below itself.", Kind.CONFLICT),
    CATEGORY_TOO_DEEP("Categories are nested eight deep at most.", Kind.CONFLICT),
    NAME_TAKEN("There is a category of that name beside it.", Kind.CONFLICT),
    CATEGORY_NOT_EMPTY("Only an empty branch can be taken away.", Kind.CONFLICT),
    BRAND_EXISTS(
            "A brand has that name or had it, and a name stays with its brand: choose another.",
            Kind.CONFLICT);

    private final String sentence;
    private final Kind kind;

    CatalogRefusal(String sentence, Kind kind) {
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
