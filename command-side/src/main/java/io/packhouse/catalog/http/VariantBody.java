package io.packhouse.catalog.http;

import io.packhouse.catalog.api.TaxClass;
import io.packhouse.catalog.api.product.Variant;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.validation.ValidName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Request body of a variant.
record VariantBody(
        @NotNull Sku sku,
        @Nullable @ValidName(max = 60, optional = true) String name,
        @NotNull TaxClass taxClass,
        @Nullable @Size(max = 6) List<PackEndpoint.@NotNull @Valid Price> price) {

    VariantBody {
        name = Name.normalize(name);
    }

    Variant variant() {
        return new Variant(
                sku,
                name == null ? "" : name,
                taxClass,
                price == null
                        ? List.of()
                        : price.stream().map(PackEndpoint.Price::money).toList());
    }
}
