package io.packhouse.inventory.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Id of a stock reservation over one or several items. The requester chooses it, so repeating a
/// request has no effect.
public record ReservationId(@JsonValue String value) implements Comparable<ReservationId> {

    private static final Pattern FORM = Pattern.compile("res_[A-Za-z0-9_.-]{1,96}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReservationId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a reservation id (res_[A-Za-z0-9_.-]{1,96}): " + value);
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
