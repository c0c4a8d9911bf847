package io.packhouse.inventory.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// A stock location: `[a-z0-9-]{1,32}`.
public record Location(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,32}");

    /// The only location until a shop has several.
    public static final Location MAIN = new Location("main");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Location {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a location ([a-z0-9-]{1,32}): " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
