package io.packhouse.catalog.http;

import io.packhouse.catalog.api.brand.BrandId;
import io.packhouse.catalog.api.category.CategoryId;
import io.packhouse.catalog.api.product.Variant;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.api.VendorId;
import io.packhouse.shared.validation.ValidName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Request body of a new product. Only staff may send `vendorId`; a vendor's own products get his
/// id.
record CreateProductBody(
        @NotNull @ValidName(max = 120) String name,
        @Nullable @Size(max = 4_000) String description,
        @Nullable BrandId brandId,
        @Nullable CategoryId categoryId,
        @Nullable VendorId vendorId,
        @Nullable @Size(max = 100) List<@NotNull @Valid VariantBody> variants) {

    CreateProductBody {
        name = Name.normalize(name);
    }

    ProductDetailsBody text() {
        return new ProductDetailsBody(name, description, brandId, categoryId);
    }

    List<Variant> allVariants() {
        return variants == null
                ? List.of()
                : variants.stream().map(VariantBody::variant).toList();
    }
}
