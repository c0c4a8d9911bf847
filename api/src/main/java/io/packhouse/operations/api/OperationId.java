package io.packhouse.operations.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.packhouse.shared.api.TypeId;

/// Id of an admin operation: `op_…`.
public record OperationId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OperationId {
        TypeId.require("op", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
