package io.packhouse.catalog.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.packhouse.shared.api.TypeId;

/// Id of an uploaded file that becomes the next manifest of a pack: `mup_…`.
public record ManifestUploadId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ManifestUploadId {
        TypeId.require("mup", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
