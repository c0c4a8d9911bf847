package io.packhouse.ordering.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.packhouse.shared.api.TypeId;

/// Id of an order: `ord_…`.
public record OrderId(@JsonValue String value) implements Comparable<OrderId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrderId {
        TypeId.require("ord", value);
    }

    @Override
    public int compareTo(OrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
