package io.packhouse.catalog.api;

import org.jspecify.annotations.Nullable;

/// What people read about a product, and where it stands in the shop.
public record ProductDetails(
        String name,
        String description,
        @Nullable BrandId brandId,
        @Nullable CategoryId categoryId) {}
