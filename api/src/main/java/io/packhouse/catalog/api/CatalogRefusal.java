package io.packhouse.catalog.api;

import io.packhouse.shared.api.Refusal;

/// Reasons to reject a request about products, categories or brands.
public enum CatalogRefusal implements Refusal {
    UNKNOWN_PRODUCT("There is no product with that id.", Kind.NOT_FOUND),
    UNKNOWN_VARIANT("The product has no variant with that SKU.", Kind.NOT_FOUND),
    UNKNOWN_CATEGORY("There is no category with that id.", Kind.NOT_FOUND),
    UNKNOWN_BRAND("There is no brand with that id.", Kind.NOT_FOUND),
    PRODUCT_EXISTS("Another product already has that id.", Kind.CONFLICT),
    SKU_TAKEN("That SKU belongs, or belonged, to another product.", Kind.CONFLICT),
    SKU_HAS_STOCK_HISTORY(
            "The shop has stocked that SKU itself; choose another or ask staff to add it.", Kind.CONFLICT),
    PRODUCT_INCOMPLETE("A product needs a category and a variant, and each variant needs a price.", Kind.CONFLICT),
    NOT_SUBMITTED("Only a submitted product can be approved or rejected.", Kind.CONFLICT),
    REVISION_CONFLICT("The product has changed since that revision; review it again.", Kind.CONFLICT),
    PRODUCT_ARCHIVED("An archived product cannot be changed.", Kind.CONFLICT),
    ALREADY_APPROVED("The product is already approved in this revision.", Kind.CONFLICT),
    CATEGORY_EXISTS("Another category has, or had, that id.", Kind.CONFLICT),
    CATEGORY_CYCLE("A category cannot be moved below itself.", Kind.CONFLICT),
    CATEGORY_TOO_DEEP("Categories can be nested at most eight levels deep.", Kind.CONFLICT),
    NAME_TAKEN("Another category with the same parent has that name.", Kind.CONFLICT),
    CATEGORY_NOT_EMPTY("Only a category without subcategories can be removed.", Kind.CONFLICT),
    BRAND_EXISTS("Another brand has, or had, that name; choose another name.", Kind.CONFLICT);

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
