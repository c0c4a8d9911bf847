package io.packhouse.inventory.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A number of requested units: 1 to 1,000,000.
public record Quantity(@JsonValue int value) {

    public static final int MOST = 1_000_000;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Quantity {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException("not a quantity (1 to 1000000): " + value);
        }
    }
}
