package io.packhouse.catalog.query;

import io.packhouse.catalog.api.ImageView;
import io.packhouse.engine.encryption.EncryptedTexts;
import io.packhouse.shared.api.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Products, categories and brands as they can be read; amounts are net of tax.
final class CatalogViews {

    private CatalogViews() {}

    /// One product in a list. `price` is the lowest of its variants in each currency, `image` the
    /// first of its images, `rejection` what was written by whoever rejected it, `[erased]` once
    /// they are forgotten.
    record ProductSummary(
            String productId,
            String name,
            String vendorId,
            @Nullable Named brand,
            @Nullable String categoryId,
            String status,
            int revision,
            List<Money> price,
            boolean inStock,
            @Nullable Instant submittedAt,
            Instant changedAt,
            @Nullable String rejection,
            @Nullable ImageView image) {

        ProductSummary opened(EncryptedTexts texts) {
            return rejection == null
                    ? this
                    : new ProductSummary(
                            productId,
                            name,
                            vendorId,
                            brand,
                            categoryId,
                            status,
                            revision,
                            price,
                            inStock,
                            submittedAt,
                            changedAt,
                            texts.open(rejection),
                            image);
        }
    }

    record Named(String id, String name) {}

    /// One product with everything about it. `category` leads from the top down.
    record ProductView(
            ProductSummary product,
            String description,
            List<Named> category,
            List<VariantView> variants,
            List<ImageView> images) {}

    /// One variant and the offer it is sold as; `inventory` is what can be had now.
    record VariantView(
            String sku,
            String name,
            String packId,
            String taxClass,
            boolean onSale,
            List<Money> price,
            int inventory) {}

    /// One category with what stands below it, by name.
    record CategoryView(
            String categoryId,
            String name,
            @Nullable String parentId,
            List<CategoryView> children) {}

    record BrandView(String brandId, String name) {}

    /// How many of the found have one thing in common.
    record Count(String id, String name, int count) {}

    /// How many of the found cost from `fromMinor` up to, not including, `toMinor` (null: any).
    record PriceCount(long fromMinor, @Nullable Long toMinor, int count) {}

    /// What the found have in common. `found` is exact and every count with it, unless `capped`:
    /// then there are more than `found`, the counts are of that many of them, and a search by words
    /// shows the newest that many.
    record Facets(
            int found,
            boolean capped,
            String currency,
            List<Count> categories,
            List<Count> brands,
            List<Count> vendors,
            List<PriceCount> prices,
            int inStock) {}

    /// One page of what was found; the facets are those of everything found.
    record Found(
            List<ProductSummary> items,
            @Nullable String next,
            @Nullable String prev,
            @Nullable Facets facets) {}
}
