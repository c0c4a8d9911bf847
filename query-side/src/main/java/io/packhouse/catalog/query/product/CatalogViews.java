package io.packhouse.catalog.query.product;

import io.packhouse.catalog.api.image.ImageView;
import io.packhouse.engine.encryption.EncryptedTexts;
import io.packhouse.shared.api.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Response bodies for products, categories and brands; amounts are net of tax.
public final class CatalogViews {

    private CatalogViews() {}

    /// One product in a list. `price` is the lowest price of its variants in each currency, `image`
    /// its first image, `rejection` the reviewer's reason, or `[erased]` after the reviewer's data
    /// was erased.
    public record ProductSummary(
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

    /// One product with all details. `category` lists its path from the top.
    record ProductView(
            ProductSummary product,
            String description,
            List<Named> category,
            List<VariantView> variants,
            List<ImageView> images) {}

    /// One variant and its offer; `inventory` is the quantity available now.
    record VariantView(
            String sku,
            String name,
            String packId,
            String taxClass,
            boolean onSale,
            List<Money> price,
            int inventory) {}

    /// One category with its subcategories, by name.
    record CategoryView(
            String categoryId, String name, @Nullable String parentId, List<CategoryView> children) {}

    record BrandView(String brandId, String name) {}

    /// The number of found products with one value.
    public record Count(String id, String name, int count) {}

    /// The number of found products with a price from `fromMinor` inclusive to `toMinor` exclusive
    /// (null: no limit).
    public record PriceCount(long fromMinor, @Nullable Long toMinor, int count) {}

    /// Counts over the found products. `found` and all counts are exact unless `capped`: then more
    /// than `found` products match, the counts cover that many of them, and a search by words
    /// returns the newest that many.
    public record Facets(
            int found,
            boolean capped,
            String currency,
            List<Count> categories,
            List<Count> brands,
            List<Count> vendors,
            List<PriceCount> prices,
            int inStock) {}

    /// One page of found products; the facets cover all found products.
    public record Found(
            List<ProductSummary> items,
            @Nullable String next,
            @Nullable String prev,
            @Nullable Facets facets) {}
}
