package io.packhouse.loyalty.api.purchase;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Id of an order's purchase in loyalty: `pur_<order>`.
public record PurchaseId(@JsonValue String value) implements Comparable<PurchaseId> {

    private static final Pattern FORM = Pattern.compile("pur_[A-Za-z0-9_.-]{1,96}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PurchaseId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an id of the form pur_[A-Za-z0-9_.-]{1,96}: " + value);
        }
    }

    public static PurchaseId derive(String order) {
        return new PurchaseId("pur_" + order);
    }

    /// The order of the purchase.
    public String order() {
        return value.substring("pur_".length());
    }

    @Override
    public int compareTo(PurchaseId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
