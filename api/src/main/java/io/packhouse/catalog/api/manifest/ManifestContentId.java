package io.packhouse.catalog.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Id of the lines of a manifest, derived from them: `mfc_` and the SHA-256 of the SHA-256 of each
/// part in order.
public record ManifestContentId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("mfc_[0-9a-f]{64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ManifestContentId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of a manifest's content: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
