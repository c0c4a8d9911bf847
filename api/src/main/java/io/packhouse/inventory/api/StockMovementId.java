package io.packhouse.inventory.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Id of a stock movement: a receipt, count, dispatch or return. The requester chooses it, so
/// repeating a request has no effect.
public record StockMovementId(@JsonValue String value) implements Comparable<StockMovementId> {

    private static final Pattern FORM = Pattern.compile("mov_[A-Za-z0-9_.-]{1,96}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public StockMovementId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a movement id (mov_[A-Za-z0-9_.-]{1,96}): " + value);
        }
    }

    @Override
    public int compareTo(StockMovementId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
