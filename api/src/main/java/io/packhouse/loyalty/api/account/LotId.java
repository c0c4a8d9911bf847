package io.packhouse.loyalty.api.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Id of a lot: points that were earned together and expire together.
public record LotId(@JsonValue String value) implements Comparable<LotId> {

    private static final Pattern FORM = Pattern.compile("lot_[A-Za-z0-9_.-]{1,140}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LotId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an id of the form lot_[A-Za-z0-9_.-]{1,140}: " + value);
        }
    }

    public static LotId derive(String reference, Object part) {
        return new LotId("lot_" + reference + "_" + part);
    }

    @Override
    public int compareTo(LotId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
