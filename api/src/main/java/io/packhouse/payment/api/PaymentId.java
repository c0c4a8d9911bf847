package io.packhouse.payment.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Id of a payment, one installment of one purchase: `pay_<order>_<installment>`. It is derived, so
/// that an installment is requested once.
public record PaymentId(@JsonValue String value) implements Comparable<PaymentId> {

    private static final Pattern FORM = Pattern.compile("pay_([A-Za-z0-9_]{1,80})_([A-Z]{1,16})");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PaymentId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a payment id (pay_<order>_<installment>): " + value);
        }
    }

    public static PaymentId derive(String reference, String installment) {
        return new PaymentId("pay_" + reference + "_" + installment);
    }

    /// The reference of what is paid for.
    public String reference() {
        return value.substring("pay_".length(), value.lastIndexOf('_'));
    }

    /// The part of the payment plan.
    public String installment() {
        return value.substring(value.lastIndexOf('_') + 1);
    }

    @Override
    public int compareTo(PaymentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
