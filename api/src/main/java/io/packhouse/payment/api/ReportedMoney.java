package io.packhouse.payment.api;

import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/// Money as reported by a provider, not trusted: the amount may be absurd or missing, the currency
/// may not exist.
public record ReportedMoney(
        @Nullable Long amountMinor, @Nullable String currency) {

    /// For display: `10.00 EUR`.
    @Override
    public String toString() {
        if (amountMinor == null || currency == null) {
            return "%s %s"
                    .formatted(
                            amountMinor == null ? "no amount" : amountMinor + " minor units",
                            currency == null ? "in no currency" : "in " + currency);
        }
        return Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equalsIgnoreCase(currency))
                .findFirst()
                .map(known -> decimal(amountMinor, known) + " " + known)
                .orElseGet(() -> amountMinor + " minor units in " + currency);
    }

    private static String decimal(long amountMinor, Currency currency) {
        var digits = Math.max(0, currency.getDefaultFractionDigits());
        return BigDecimal.valueOf(amountMinor, digits).toPlainString();
    }
}
