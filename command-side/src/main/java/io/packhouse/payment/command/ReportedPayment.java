package io.packhouse.payment.command;

import io.packhouse.payment.api.PaymentStatus;
import io.packhouse.payment.api.ProviderPaymentStatus;
import io.packhouse.payment.api.ProviderPaymentStatus.State;
import io.packhouse.payment.api.ReportedMoney;
import io.packhouse.shared.api.Money;
import java.util.Currency;
import java.util.Optional;

/// The amount that a provider reports as authorised or captured, next to the requested amount. The
/// only place where the two are compared.
record ReportedPayment(Money expected, ProviderPaymentStatus providerStatus) {

    private static final int CURRENCY_LENGTH = 3;

    /// The requested amount in its currency.
    boolean isExpected() {
        var amount = money().amountMinor();
        return amount != null && amount == expected.amountMinor() && isCurrency(expected.currency());
    }

    /// Whether the reported refund total, if any, is possible for the captured amount.
    boolean isRefundPossible() {
        var refunded = providerStatus.refundedMinor();
        var captured = providerStatus.capturedMinor();
        return refunded == null || (refunded >= 0 && (captured == null || refunded <= captured));
    }

    PaymentStatus status() {
        return isCaptured() ? PaymentStatus.CAPTURED : PaymentStatus.AUTHORIZED;
    }

    /// As the provider sent it, truncated where it cannot be a currency.
    ReportedMoney money() {
        var text = providerStatus.currency();
        return new ReportedMoney(
                isCaptured() ? providerStatus.capturedMinor() : providerStatus.authorizedMinor(),
                text == null || text.length() <= CURRENCY_LENGTH ? text : text.substring(0, CURRENCY_LENGTH));
    }

    /// Captured and not refunded; empty when the provider's data is incomplete or inconsistent.
    Optional<Money> kept() {
        var captured = providerStatus.capturedMinor();
        var refunded = providerStatus.refundedMinor();
        if (captured == null || refunded == null || captured < 0 || !isRefundPossible()) {
            return Optional.empty();
        }
        return Currency.getAvailableCurrencies().stream()
                .filter(this::isCurrency)
                .findFirst()
                .map(currency -> new Money(captured - refunded, currency));
    }

    boolean isCaptured() {
        return providerStatus.state() == State.CAPTURED;
    }

    private boolean isCurrency(Currency currency) {
        return currency.getCurrencyCode().equalsIgnoreCase(providerStatus.currency());
    }
}
