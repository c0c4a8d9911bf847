package io.packhouse.loyalty.api.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.packhouse.shared.api.TypeId;

/// Id of a redemption of points for one reward: `rdm_…`.
public record RedemptionId(@JsonValue String value) implements Comparable<RedemptionId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RedemptionId {
        TypeId.require("rdm", value);
    }

    @Override
    public int compareTo(RedemptionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
