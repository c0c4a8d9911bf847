package io.packhouse.payment.command;

import static io.packhouse.payment.api.PaymentStatus.AUTHORIZED;
import static io.packhouse.payment.api.PaymentStatus.CAPTURED;
import static io.packhouse.payment.api.PaymentStatus.EXPIRED;
import static io.packhouse.payment.api.PaymentStatus.OPEN;
import static io.packhouse.payment.api.PaymentStatus.REFUNDED;
import static io.packhouse.payment.api.PaymentStatus.REQUESTED;
import static io.packhouse.payment.api.PaymentStatus.VOIDED;
import static io.packhouse.payment.api.ProviderOperation.CAPTURE;
import static io.packhouse.payment.api.ProviderOperation.REFUND;

import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentStatus;
import io.packhouse.payment.api.ProviderPaymentStatus;
import io.packhouse.payment.api.ProviderPaymentStatus.State;
import io.packhouse.shared.api.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides what follows from a status of the provider for a payment in this state.
record ProviderStatusDecision(
        PaymentRequested wanted,
        PaymentStatus status,
        boolean givenUp,
        @Nullable String checkoutId,
        ProviderRequests asked,
        PaymentAmounts amounts,
        Set<String> failures) {

    static final Set<PaymentStatus> FINAL = Set.of(CAPTURED, VOIDED, EXPIRED, REFUNDED);

    /// The new facts, and the operations requested because of them.
    List<PaymentEvent> on(ProviderPaymentStatus providerStatus) {
        var events = new ArrayList<PaymentEvent>();
        for (var fact : facts(providerStatus)) {
            events.add(fact);
            switch (fact) {
                // Closing the page reveals the actual state.
                case PaymentMismatched _ when checkoutId != null -> events.add(asked.release(wanted, checkoutId, null));
                case PaymentAuthorized e
                when givenUp && providerStatus.state() == State.AUTHORIZED ->
                    events.add(asked.release(wanted, checkoutId, e.intentId()));
                case PaymentCaptured e
                when givenUp -> {
                    var left = amounts.left(wanted, providerStatus.refundedMinor());
                    if (!left.isZero()) {
                        events.add(asked.refund(wanted, left, checkoutId, e.intentId()));
                    }
                }
                default -> {}
            }
        }
        return events;
    }

    /// A rejected request is not repeated: the provider's current status decides what is requested
    /// next.
    List<PaymentEvent> on(RecordRefusal refusal) {
        var id = refusal.paymentId();
        var operation = refusal.operation();
        if (!asked.isPending(operation, refusal.attempt())) {
            return on(refusal.providerStatus());
        }
        var events = new ArrayList<PaymentEvent>();
        events.add(new ProviderRefused(id, operation, refusal.attempt(), refusal.reason()));
        events.addAll(facts(refusal.providerStatus()));
        var isMismatched = events.stream().anyMatch(PaymentMismatched.class::isInstance);
        var givesUp = operation == CAPTURE && !isMismatched && isUncaptured(refusal.providerStatus());
        if (givesUp && !givenUp) {
            events.add(new CaptureRejected(id, status));
            events.add(new PaymentReversalRequested(id, "capture refused: " + refusal.reason()));
        }
        if (givenUp || givesUp || isMismatched) {
            events.addAll(new RejectedOperation(wanted, asked, amounts, checkoutId).next(refusal));
        }
        return events;
    }

    private List<PaymentEvent> facts(ProviderPaymentStatus providerStatus) {
        return switch (providerStatus.state()) {
            case OPEN -> declined(providerStatus.failure());
            case PROCESSING -> List.of();
            case AUTHORIZED, CAPTURED -> money(providerStatus);
            case VOIDED -> canEnd() ? List.of(new PaymentVoided(wanted.paymentId())) : List.of();
            case EXPIRED ->
                canEnd() && status != AUTHORIZED ? List.of(new PaymentExpired(wanted.paymentId())) : List.of();
        };
    }

    private List<PaymentEvent> declined(@Nullable String failure) {
        var waiting = status == REQUESTED || status == OPEN;
        return waiting && failure != null && !failures.contains(failure)
                ? List.of(new PaymentDeclined(wanted.paymentId(), failure))
                : List.of();
    }

    /// Once all of it is refunded, a mismatching amount has no further effect.
    private List<PaymentEvent> money(ProviderPaymentStatus providerStatus) {
        var events = new ArrayList<>(amounts.newEvents(wanted, providerStatus));
        var reported = new ReportedPayment(wanted.amount(), providerStatus);
        var isBack =
                reported.isCaptured() && reported.kept().filter(Money::isZero).isPresent();
        if (isBack && !reported.isExpected() && canEnd()) {
            events.add(new PaymentVoided(wanted.paymentId()));
        }
        // A pending refund is retried anyway.
        if (!asked.isPending(REFUND)) {
            events.addAll(amounts.failedRefunds(wanted, providerStatus));
        }
        return events;
    }

    private boolean canEnd() {
        return !amounts.isCaptured() && !FINAL.contains(status);
    }

    private static boolean isUncaptured(ProviderPaymentStatus providerStatus) {
        return providerStatus.state() == State.OPEN || providerStatus.state() == State.AUTHORIZED;
    }
}
