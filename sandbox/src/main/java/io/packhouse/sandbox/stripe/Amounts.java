package io.packhouse.sandbox.stripe;

import io.packhouse.sandbox.wire.Form;
import io.packhouse.sandbox.wire.StripeFailure;
import java.util.Currency;
import java.util.Locale;

/// What Stripe accepts as money.
final class Amounts {

    static final long LARGEST = 99_999_999;

    private Amounts() {}

    static void check(long amount, String param) {
        if (amount < 1) {
            throw StripeFailure.invalid("amount_too_small", "Amount must be at least 1.", param);
        }
        if (amount > LARGEST) {
            throw StripeFailure.invalid(
                    "amount_too_large", "Amount must be no more than " + LARGEST + ".", param);
        }
    }

    static String currency(Form form) {
        var code = form.required("currency").toLowerCase(Locale.ROOT);
        try {
            Currency.getInstance(code.toUpperCase(Locale.ROOT));
            return code;
        } catch (IllegalArgumentException e) {
            throw StripeFailure.invalid(null, "Invalid currency: " + code, form.name("currency"));
        }
    }
}
