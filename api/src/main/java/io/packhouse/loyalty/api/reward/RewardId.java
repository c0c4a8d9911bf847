package io.packhouse.loyalty.api.reward;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.packhouse.shared.api.TypeId;

/// Id of a reward: `rwd_…`.
public record RewardId(@JsonValue String value) implements Comparable<RewardId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RewardId {
        TypeId.require("rwd", value);
    }

    @Override
    public int compareTo(RewardId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
