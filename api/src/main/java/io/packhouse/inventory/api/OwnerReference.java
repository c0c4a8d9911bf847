package io.packhouse.inventory.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Reference to the owner of a reservation: an order, a cart, a person at the counter. Inventory
/// does not interpret it.
public record OwnerReference(@JsonValue String value) implements Comparable<OwnerReference> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,95}");

    private static final Pattern ORDER = Pattern.compile("ord_[0-9a-z]{26}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OwnerReference {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an owner reference ([A-Za-z0-9][A-Za-z0-9_.:-]{0,95}): " + value);
        }
    }

    /// Orders release their committed stock themselves.
    public boolean isOrder() {
        return ORDER.matcher(value).matches();
    }

    @Override
    public int compareTo(OwnerReference other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
