package io.packhouse.catalog.api.brand;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.packhouse.shared.api.FoldedText;
import io.packhouse.shared.api.TypeId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Id of a brand: `brd_…`.
public record BrandId(@JsonValue String value) implements Comparable<BrandId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BrandId {
        TypeId.require("brd", value);
    }

    /// Derives the id of a new brand from its name, so that registering one brand concurrently does
    /// not create two. Case, accents and spaces make no difference.
    public static BrandId named(String name) {
        var key = "brand|" + FoldedText.of(name);
        return new BrandId(TypeId.text("brd", UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public int compareTo(BrandId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
