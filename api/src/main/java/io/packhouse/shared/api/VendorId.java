package io.packhouse.shared.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Id of a vendor: `ven_…`. The shop itself is [#SHOP].
public record VendorId(@JsonValue String value) implements Comparable<VendorId> {

    /// The shop itself, the only vendor until others join.
    public static final VendorId SHOP = new VendorId("ven_00000000000000000000000000");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public VendorId {
        TypeId.require("ven", value);
    }

    /// The vendor as whom a person sells, until vendors have staff: the same UUID with another
    /// prefix.
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
