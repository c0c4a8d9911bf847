package io.packhouse.inventory.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// One promise of stock, over one item or many. Whoever asks chooses it, so asking twice is asking
/// once.
public record ReservationId(@JsonValue String value) implements Comparable<ReservationId> {

    private static final Pattern FORM = Pattern.compile("res_[A-Za-z0-9_.-]{1,96}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReservationId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not a reservation id (res_[A-Za-z0-9_.-]{1,96}): " + value);
        }
    }

    @Override
    public int compareTo(ReservationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
