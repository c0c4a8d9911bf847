package io.packhouse.catalog.api.pack;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.TypeId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Id of a pack: `pck_…`.
public record PackId(@JsonValue String value) implements Comparable<PackId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PackId {
        TypeId.require("pck", value);
    }

    /// Id of the offer of a product's variant. It is derived from the SKU alone, so that only one
    /// product can sell a SKU, even when several claim it concurrently.
    public static PackId offerOf(Sku sku) {
        var name = ("offer|" + sku).getBytes(StandardCharsets.UTF_8);
        return new PackId(TypeId.text("pck", UUID.nameUUIDFromBytes(name)));
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
