package io.packhouse.payment.command;

import static io.packhouse.payment.api.ProviderOperation.REFUND;
import static io.packhouse.payment.api.ProviderOperation.VOID;

import io.packhouse.payment.api.PaymentCommand.RecordRefusal;
import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentEvent.PaymentRequested;
import io.packhouse.payment.api.PaymentEvent.ProviderOperationRequested;
import io.packhouse.payment.api.PaymentEvent.ReviewRequired;
import io.packhouse.payment.api.ProviderPaymentStatus;
import io.packhouse.payment.api.ReviewReason;
import io.packhouse.shared.api.Money;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is asked of the provider for a claim that was given up, after it refused to do what it was
/// asked last. How the payment stands there decides; where that calls for the refused request once
/// more, nobody is asked any further and a person has to look.
record RejectedOperation(
        PaymentRequested wanted,
        ProviderRequests asked,
        PaymentAmounts held,
        @Nullable String checkoutId) {

    /// Each request differs from the one before, so this many mean that the provider wavers.
    private static final int MOST_ATTEMPTS = 10;

    List<PaymentEvent> next(RecordRefusal refusal) {
        var word = refusal.word();
        var refused = asked.last(refusal.operation());
        if (refused.attempt() >= MOST_ATTEMPTS) {
            return List.of(review(refusal));
        }
        return switch (word.state()) {
            case PROCESSING -> List.of();
            case VOIDED, LAPSED -> held.isCaptured() ? List.of(review(refusal)) : List.of();
            case OPEN, AUTHORIZED -> List.of(release(refusal, refused, word));
            case CAPTURED -> refund(refusal, refused, word);
        };
    }

    private PaymentEvent release(
            RecordRefusal refusal, ProviderOperationRequested refused, ProviderPaymentStatus word) {
        var intent =
                word.state() == ProviderPaymentStatus.State.AUTHORIZED ? word.intentId() : null;
        var same = refused.operation() == VOID && (intent == null) == (refused.intentId() == null);
        var nobody = intent == null && checkoutId == null;
        return same || nobody || held.isCaptured()
                ? review(refusal)
                : asked.release(wanted, checkoutId, intent);
    }

    private List<PaymentEvent> refund(
            RecordRefusal refusal, ProviderOperationRequested refused, ProviderPaymentStatus word) {
        var reported = new ReportedPayment(wanted.amount(), word);
        var left =
                reported.isExpected()
                        ? Optional.of(held.left(wanted, word.refundedMinor()))
                        : reported.kept();
        if (left.isEmpty()) {
            return List.of(
                    new ReviewRequired(
                            wanted.paymentId(),
                            ReviewReason.AMOUNT_UNREADABLE,
                            reported.money().toString()));
        }
        if (left.get().isZero()) {
            return List.of();
        }
        return isSame(refused, left.get())
                ? List.of(review(refusal))
                : List.of(asked.refund(wanted, left.get(), checkoutId, word.intentId()));
    }

    private static boolean isSame(ProviderOperationRequested refused, Money left) {
        return refused.operation() == REFUND
                && refused.amount().currency().equals(left.currency())
                && left.amountMinor() >= refused.amount().amountMinor();
    }

    private ReviewRequired review(RecordRefusal refusal) {
        return new ReviewRequired(
                wanted.paymentId(), ReviewReason.REVERSAL_REJECTED, refusal.reason());
    }
}
