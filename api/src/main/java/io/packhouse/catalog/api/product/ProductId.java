package io.packhouse.catalog.api.product;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.packhouse.shared.api.TypeId;

/// Id of a product, which is sold in one or several variants: `prd_…`.
public record ProductId(@JsonValue String value) implements Comparable<ProductId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProductId {
        TypeId.require("prd", value);
    }

    @Override
    public int compareTo(ProductId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
