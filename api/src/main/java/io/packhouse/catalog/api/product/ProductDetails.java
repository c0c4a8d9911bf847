package io.packhouse.catalog.api.product;

import io.packhouse.catalog.api.brand.BrandId;
import io.packhouse.catalog.api.category.CategoryId;
import org.jspecify.annotations.Nullable;

/// Title, description, category and brand of a product.
public record ProductDetails(
        String name,
        String description,
        @Nullable BrandId brandId,
        @Nullable CategoryId categoryId) {}
