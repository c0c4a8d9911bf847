package io.packhouse.catalog.api.category;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Id of the category tree: `ctr_main`. All categories share one event stream, so that concurrent
/// moves cannot create a cycle.
public record CategoryTreeId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("ctr_[a-z0-9-]{1,32}");

    public static final CategoryTreeId MAIN = new CategoryTreeId("ctr_main");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CategoryTreeId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a category tree (ctr_…): " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
