package io.packhouse.payment.command;

import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderOperation;
import io.packhouse.payment.api.ProviderPaymentStatus;
import io.packhouse.payment.api.ProviderPaymentStatus.State;
import io.packhouse.shared.api.Money;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/// One payment of 49.90 EUR, and the statuses a provider may report for it.
final class Payments {

    static final PaymentId ID = PaymentId.derive("ord_1", "FULL");
    static final Currency EUR = Currency.getInstance("EUR");
    static final Money AMOUNT = new Money(4990, EUR);
    static final Instant UNTIL = Instant.parse("2026-03-01T12:15:00Z");
    static final RequestPayment REQUEST = new RequestPayment(ID, AMOUNT, "Order ABC", UNTIL);

    private Payments() {}

    static RecordProviderStatus authorized(String source) {
        return new RecordProviderStatus(ID, uncaptured(source, 4990L, "eur"));
    }

    static RecordProviderStatus captured() {
        return new RecordProviderStatus(ID, captured("captured", 4990L, null, "eur"));
    }

    static RecordProviderStatus refunded(long totalMinor) {
        return new RecordProviderStatus(ID, captured("refunded", 4990L, totalMinor, "eur"));
    }

    static RecordProviderStatus declined(String failure) {
        return without(State.OPEN, failure);
    }

    static RecordProviderStatus voided() {
        return without(State.VOIDED, null);
    }

    static RecordProviderStatus expired() {
        return without(State.EXPIRED, null);
    }

    /// An authorisation, as a provider may report it.
    static ProviderPaymentStatus uncaptured(String source, @Nullable Long amountMinor, @Nullable String currency) {
        return new ProviderPaymentStatus(source, State.AUTHORIZED, "pi_1", currency, amountMinor, null, null, null);
    }

    /// A capture, as a provider may report it; `refundedMinor` only when it was fetched.
    static ProviderPaymentStatus captured(
            String source, @Nullable Long amountMinor, @Nullable Long refundedMinor, @Nullable String currency) {
        return new ProviderPaymentStatus(
                source, State.CAPTURED, "pi_1", currency, null, amountMinor, refundedMinor, null);
    }

    static RecordRefusal refused(
            ProviderOperation operation, int attempt, String reason, ProviderPaymentStatus providerStatus) {
        return new RecordRefusal(ID, operation, attempt, reason, providerStatus);
    }

    static ProviderOperationRequested asked(
            ProviderOperation operation,
            int attempt,
            Money amount,
            @Nullable String checkoutId,
            @Nullable String intentId) {
        var same = asked(operation, attempt, checkoutId, intentId);
        return new ProviderOperationRequested(
                ID,
                operation,
                attempt,
                same.idempotencyKey(),
                amount,
                same.description(),
                same.expiresAt(),
                checkoutId,
                intentId);
    }

    static ProviderOperationRequested asked(
            ProviderOperation operation, int attempt, @Nullable String checkoutId, @Nullable String intentId) {
        var claim = new ProviderRequests();
        var requested = new PaymentRequested(ID, AMOUNT, "Order ABC", UNTIL);
        for (var i = 1; i < attempt; i++) {
            claim.evolve(claim.next(requested, operation, AMOUNT, null, null));
        }
        return claim.next(requested, operation, AMOUNT, checkoutId, intentId);
    }

    private static RecordProviderStatus without(State state, @Nullable String failure) {
        return new RecordProviderStatus(ID, ProviderPaymentStatus.withoutMoney("look", state, failure));
    }
}
