package io.packhouse.payment.command;

import io.packhouse.payment.api.PaymentCommand.RecordProviderWord;
import io.packhouse.payment.api.PaymentCommand.RequestPayment;
import io.packhouse.payment.api.PaymentEvent.PaymentRequested;
import io.packhouse.payment.api.PaymentEvent.ProviderAsked;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderOperation;
import io.packhouse.payment.api.ProviderWord;
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
        return word(source, ProviderWord.State.AUTHORIZED, 4990, 0, 0, null);
    }

    static RecordProviderWord captured() {
        return word("captured", ProviderWord.State.CAPTURED, 0, 4990, 0, null);
    }

    static RecordProviderWord refunded(long totalMinor) {
        return word("refunded", ProviderWord.State.CAPTURED, 0, 4990, totalMinor, null);
    }

    static RecordProviderWord declined(String failure) {
        return word("declined", ProviderWord.State.OPEN, 0, 0, 0, failure);
    }

    static RecordProviderWord voided() {
        return word("voided", ProviderWord.State.VOIDED, 0, 0, 0, null);
    }

    static RecordProviderWord lapsed() {
        return word("lapsed", ProviderWord.State.LAPSED, 0, 0, 0, null);
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

    private static RecordProviderWord word(
            String source,
            ProviderWord.State state,
            long authorizedMinor,
            long capturedMinor,
            long refundedMinor,
            @Nullable String failure) {
        return new RecordProviderWord(
                ID,
                new ProviderWord(
                        source,
                        state,
                        "pi_1",
                        authorizedMinor,
                        capturedMinor,
                        refundedMinor,
                        failure));
    }
}
