package io.packhouse.ordering.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Order number for people: `PH-` and nine Crockford base32 characters, of which the last is a
/// check digit (weighted sum modulo 31). Derived from the id, never counted.
public record OrderNumber(@JsonValue String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern FORM = Pattern.compile("PH-[0-9A-HJKMNP-TV-Z]{9}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrderNumber {
        if (!FORM.matcher(value).matches() || check(value.substring(3, 11)) != value.charAt(11)) {
            throw new IllegalArgumentException("not an order number: " + value);
        }
    }

    /// The last eight characters of an id are random enough to distinguish a shop's orders.
    public static OrderNumber derivedFrom(OrderId orderId) {
        var text = orderId.value().toUpperCase(java.util.Locale.ROOT);
        var body = text.substring(text.length() - 8);
        return new OrderNumber("PH-" + body + check(body));
    }

    private static char check(String body) {
        var sum = 0;
        for (var i = 0; i < body.length(); i++) {
            sum += (i + 1) * ALPHABET.indexOf(body.charAt(i));
        }
        return ALPHABET.charAt(sum % 31);
    }

    @Override
    public String toString() {
        return value;
    }
}
