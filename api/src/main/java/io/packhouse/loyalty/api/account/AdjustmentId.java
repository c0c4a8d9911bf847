package io.packhouse.loyalty.api.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.packhouse.shared.api.TypeId;

/// Id of a manual adjustment of points: `adj_…`.
public record AdjustmentId(@JsonValue String value) implements Comparable<AdjustmentId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AdjustmentId {
        TypeId.require("adj", value);
    }

    @Override
    public int compareTo(AdjustmentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
