package io.packhouse.sandbox.stripe;

import io.packhouse.sandbox.json.Form;
import io.packhouse.sandbox.json.StripeApiException;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;

/// The amounts that Stripe accepts.
final class Amounts {

    static final long LARGEST = 99_999_999;

    private static final Set<String> WHOLE_UNITS_ONLY = Set.of("ISK", "UGX");

    private Amounts() {}

    static void check(long amount, String currency, String param) {
        if (amount < 1) {
            throw StripeApiException.invalid("amount_too_small", "Amount must be at least 1.", param);
        }
        if (amount > LARGEST) {
            throw StripeApiException.invalid("amount_too_large", "Amount must be no more than " + LARGEST + ".", param);
        }
        checkUnit(amount, currency, param);
    }

    /// Some currencies are charged in coarser steps than their minor unit.
    static void checkUnit(long amount, String currency, String param) {
        var code = currency.toUpperCase(Locale.ROOT);
        if (WHOLE_UNITS_ONLY.contains(code) && amount % 100 != 0) {
            throw StripeApiException.invalid(
                    "invalid_charge_amount_no_decimal_compatible",
                    "Invalid amount. Currency "
                            + code
                            + " has become effectively zero-decimal and charged amounts must be"
                            + " evenly divisible by 100. See"
                            + " https://stripe.com/docs/currencies#special-cases for more"
                            + " information.",
                    param);
        }
        if (Currency.getInstance(code).getDefaultFractionDigits() == 3 && amount % 10 != 0) {
            throw StripeApiException.invalid(
                    null,
                    "Invalid amount. Currency "
                            + code
                            + " is a three-decimal currency and charged amounts must be evenly"
                            + " divisible by 10. See"
                            + " https://stripe.com/docs/currencies#three-decimal for more"
                            + " information.",
                    param);
        }
    }

    static String currency(Form form) {
        var code = form.required("currency").toLowerCase(Locale.ROOT);
        try {
            Currency.getInstance(code.toUpperCase(Locale.ROOT));
            return code;
        } catch (IllegalArgumentException e) {
            throw StripeApiException.invalid(null, "Invalid currency: " + code, form.name("currency"));
        }
    }
}
