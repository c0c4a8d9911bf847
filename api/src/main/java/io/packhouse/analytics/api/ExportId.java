package io.packhouse.analytics.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.packhouse.shared.api.TypeId;

/// Id of an export of an analytics table to a file: `exp_…`.
public record ExportId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ExportId {
        TypeId.require("exp", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
