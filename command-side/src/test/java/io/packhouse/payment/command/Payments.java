package io.packhouse.payment.command;

import io.packhouse.payment.api.PaymentCommand.RecordProviderWord;
import io.packhouse.payment.api.PaymentCommand.RecordRefusal;
import io.packhouse.payment.api.PaymentCommand.RequestPayment;
import io.packhouse.payment.api.PaymentEvent.PaymentRequested;
import io.packhouse.payment.api.PaymentEvent.ProviderAsked;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderOperation;
import io.packhouse.payment.api.ProviderWord;
import io.packhouse.payment.api.ProviderWord.State;
import io.packhouse.shared.api.Money;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/// One payment of 49.90 EUR, and what a provider may say about it.
final class Payments {

    static final PaymentId ID = PaymentId.derive("ord_1", "FULL");
    static final Currency EUR = Currency.getInstance("EUR");
    static final Money AMOUNT = new Money(4990, EUR);
    static final Instant UNTIL = Instant.parse("2026-03-01T12:15:00Z");
    static final RequestPayment REQUEST = new RequestPayment(ID, AMOUNT, "Order ABC", UNTIL);

    private Payments() {}

    static RecordProviderWord authorized(String source) {
        return new RecordProviderWord(ID, uncaptured(source, 4990L, "eur"));
    }

    static RecordProviderWord captured() {
        return new RecordProviderWord(ID, captured("captured", 4990L, null, "eur"));
    }

    static RecordProviderWord refunded(long totalMinor) {
        return new RecordProviderWord(ID, captured("refunded", 4990L, totalMinor, "eur"));
    }

    static RecordProviderWord declined(String failure) {
        return without(State.OPEN, failure);
    }

    static RecordProviderWord voided() {
        return without(State.VOIDED, null);
    }

    static RecordProviderWord lapsed() {
        return without(State.LAPSED, null);
    }

    /// Money set aside, as a provider may report it.
    static ProviderWord uncaptured(
            String source, @Nullable Long amountMinor, @Nullable String currency) {
        return new ProviderWord(
                source, State.AUTHORIZED, "pi_1", currency, amountMinor, null, null, null);
    }

    /// Money taken, as a provider may report it; `refundedMinor` only when it was asked.
    static ProviderWord captured(
            String source,
            @Nullable Long amountMinor,
            @Nullable Long refundedMinor,
            @Nullable String currency) {
        return new ProviderWord(
                source, State.CAPTURED, "pi_1", currency, null, amountMinor, refundedMinor, null);
    }

    static RecordRefusal refused(
            ProviderOperation operation, int attempt, String reason, ProviderWord word) {
        return new RecordRefusal(ID, operation, attempt, reason, word);
    }

    static ProviderAsked asked(
            ProviderOperation operation,
            int attempt,
            Money amount,
            @Nullable String checkoutId,
            @Nullable String intentId) {
        var same = asked(operation, attempt, checkoutId, intentId);
        return new ProviderAsked(
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

    static ProviderAsked asked(
            ProviderOperation operation,
            int attempt,
            @Nullable String checkoutId,
            @Nullable String intentId) {
        var claim = new Asked();
        var requested = new PaymentRequested(ID, AMOUNT, "Order ABC", UNTIL);
        for (var i = 1; i < attempt; i++) {
            claim.evolve(claim.next(requested, operation, AMOUNT, null, null));
        }
        return claim.next(requested, operation, AMOUNT, checkoutId, intentId);
    }

    private static RecordProviderWord without(State state, @Nullable String failure) {
        return new RecordProviderWord(ID, ProviderWord.withoutMoney("look", state, failure));
    }
}
