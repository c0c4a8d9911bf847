package io.packhouse.catalog.http;

import io.packhouse.catalog.api.brand.BrandId;
import io.packhouse.catalog.api.category.CategoryId;
import io.packhouse.catalog.api.product.ProductDetails;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.validation.ValidName;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// Request body of a product's description.
record ProductDetailsBody(
        @NotNull @ValidName(max = 120) String name,
        @Nullable @Size(max = 4_000) String description,
        @Nullable BrandId brandId,
        @Nullable CategoryId categoryId) {

    ProductDetailsBody {
        name = Name.normalize(name);
    }

    ProductDetails content() {
        return new ProductDetails(name, description == null ? "" : description.strip(), brandId, categoryId);
    }
}
