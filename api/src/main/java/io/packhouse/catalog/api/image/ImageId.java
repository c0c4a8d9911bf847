package io.packhouse.catalog.api.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Id of an image: `img_` and the SHA-256 of the uploaded bytes.
public record ImageId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("img_[0-9a-f]{64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ImageId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of an image (img_…): " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
