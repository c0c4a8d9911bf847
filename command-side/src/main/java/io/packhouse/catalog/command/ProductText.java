package io.packhouse.catalog.command;

import io.packhouse.catalog.api.BrandId;
import io.packhouse.catalog.api.CategoryId;
import io.packhouse.catalog.api.ProductContent;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// What people will read about a product, as it comes in at a door.
record ProductText(
        @NotBlank @Size(max = 120) String name,
        @Nullable @Size(max = 4_000) String description,
        @Nullable BrandId brandId,
        @Nullable CategoryId categoryId) {

    ProductContent content() {
        return new ProductContent(
                name.strip(), description == null ? "" : description.strip(), brandId, categoryId);
    }
}
