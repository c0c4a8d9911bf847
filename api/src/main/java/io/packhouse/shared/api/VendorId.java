package io.packhouse.shared.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Whoever sells the goods: `ven_…`. The house itself is [#HOUSE].
public record VendorId(@JsonValue String value) implements Comparable<VendorId> {

    /// The shop itself, until other vendors join it.
    public static final VendorId HOUSE = new VendorId("ven_00000000000000000000000000");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public VendorId {
        TypeId.require("ven", value);
    }

    /// The vendor a person sells as, until vendors have staff: the same number, another prefix.
    public static VendorId actingAs(PersonId person) {
        return new VendorId("ven_" + person.value().substring("per_".length()));
    }

    @Override
    public int compareTo(VendorId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
