package io.packhouse.payment.command;

import static io.packhouse.payment.api.ProviderOperation.REFUND;
import static io.packhouse.payment.api.ProviderOperation.VOID;

import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.ProviderPaymentStatus;
import io.packhouse.payment.api.ReviewReason;
import io.packhouse.shared.api.Money;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides the next request for a payment that was given up, after the provider rejected the last
/// one. The provider's current status decides; if that calls for the same request again, nothing
/// more is requested and staff have to review the payment.
record RejectedOperation(
        PaymentRequested wanted,
        ProviderRequests asked,
        PaymentAmounts amounts,
        @Nullable String checkoutId) {

    /// Each request differs from the one before, so this many mean that the provider's status keeps
    /// changing.
    private static final int MOST_ATTEMPTS = 10;

    List<PaymentEvent> next(RecordRefusal refusal) {
        var providerStatus = refusal.providerStatus();
        var refused = asked.last(refusal.operation());
        if (refused.attempt() >= MOST_ATTEMPTS) {
            return List.of(review(refusal));
        }
        return switch (providerStatus.state()) {
            case PROCESSING -> List.of();
            case VOIDED, EXPIRED -> amounts.isCaptured() ? List.of(review(refusal)) : List.of();
            case OPEN, AUTHORIZED -> List.of(release(refusal, refused, providerStatus));
            case CAPTURED -> refund(refusal, refused, providerStatus);
        };
    }

    private PaymentEvent release(
            RecordRefusal refusal, ProviderOperationRequested refused, ProviderPaymentStatus providerStatus) {
        var intent =
                providerStatus.state() == ProviderPaymentStatus.State.AUTHORIZED ? providerStatus.intentId() : null;
        var same = refused.operation() == VOID && (intent == null) == (refused.intentId() == null);
        var noTarget = intent == null && checkoutId == null;
        return same || noTarget || amounts.isCaptured() ? review(refusal) : asked.release(wanted, checkoutId, intent);
    }

    private List<PaymentEvent> refund(
            RecordRefusal refusal, ProviderOperationRequested refused, ProviderPaymentStatus providerStatus) {
        var reported = new ReportedPayment(wanted.amount(), providerStatus);
        var left = reported.isExpected()
                ? Optional.of(amounts.left(wanted, providerStatus.refundedMinor()))
                : reported.kept();
        if (left.isEmpty()) {
            return List.of(new ReviewRequired(
                    wanted.paymentId(),
                    ReviewReason.AMOUNT_UNREADABLE,
                    reported.money().toString()));
        }
        if (left.get().isZero()) {
            return List.of();
        }
        return isSame(refused, left.get())
                ? List.of(review(refusal))
                : List.of(asked.refund(wanted, left.get(), checkoutId, providerStatus.intentId()));
    }

    private static boolean isSame(ProviderOperationRequested refused, Money left) {
        return refused.operation() == REFUND
                && refused.amount().currency().equals(left.currency())
                && left.amountMinor() >= refused.amount().amountMinor();
    }

    private ReviewRequired review(RecordRefusal refusal) {
        return new ReviewRequired(wanted.paymentId(), ReviewReason.REVERSAL_REJECTED, refusal.reason());
    }
}
