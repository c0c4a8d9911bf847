package io.packhouse.catalog.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.packhouse.shared.api.TypeId;

/// Something the shop sells: `pck_…`.
public record PackId(@JsonValue String value) implements Comparable<PackId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PackId {
        TypeId.require("pck", value);
    }

    @Override
    public int compareTo(PackId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
