package io.packhouse.catalog.api.category;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.packhouse.shared.api.TypeId;

/// Id of a category: `cat_…`.
public record CategoryId(@JsonValue String value) implements Comparable<CategoryId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CategoryId {
        TypeId.require("cat", value);
    }

    @Override
    public int compareTo(CategoryId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
