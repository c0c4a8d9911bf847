package io.packhouse.payment.command;

import static io.packhouse.payment.api.PaymentStatus.*;
import static io.packhouse.payment.api.ProviderOperation.*;

import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentRefusal;
import io.packhouse.payment.api.PaymentStatus;
import io.packhouse.payment.api.ProviderOperation;
import io.packhouse.payment.api.ProviderReferences;
import io.packhouse.shared.api.CommandRejectedException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// State and decisions of one payment: which statuses of the provider apply, and what is requested
/// of it next. Every fact is recorded once, in any order of arrival. Money that arrives after the
/// payment was given up is reversed at once; a mismatching amount ends the payment.
final class PaymentState {

    private @Nullable PaymentRequested wanted; // Null when it was reversed before it was requested.
    private PaymentStatus status = REQUESTED;
    private boolean givenUp;
    private boolean returnAsked;
    private boolean captureRefused;
    private @Nullable String checkoutId;
    private @Nullable String intentId;
    private final ProviderRequests requests = new ProviderRequests();
    private final PaymentAmounts amounts = new PaymentAmounts();
    private final Disputes disputes = new Disputes();
    private final Set<String> failures = new HashSet<>(); // Few: a provider has a fixed list of them.
    private final PaymentReview review = new PaymentReview();

    List<PaymentEvent> decide(RequestPayment command) {
        if (wanted != null && !wanted.amount().equals(command.amount())) {
            throw new CommandRejectedException(PaymentRefusal.AMOUNT_CHANGED);
        }
        var id = command.paymentId();
        if (wanted != null || givenUp) {
            return wanted != null ? List.of() : List.of(new PaymentVoided(id));
        }
        var requested = new PaymentRequested(id, command.amount(), command.description(), command.expiresAt());
        return List.of(requested, requests.next(requested, OPEN_CHECKOUT, command.amount(), null, null));
    }

    List<PaymentEvent> decide(RecordCheckoutSession command) {
        if (wanted == null || checkoutId != null) {
            return List.of(); // A second page was never shown; it expires by itself.
        }
        var page = command.checkoutId();
        return givenUp
                ? List.of(requests.next(wanted, VOID, wanted.amount(), page, intentId))
                : List.of(new CheckoutSessionCreated(command.paymentId(), page, command.payUrl()));
    }

    List<PaymentEvent> decide(RecordProviderStatus command) {
        return wanted == null ? List.of() : decision(wanted).on(command.providerStatus());
    }

    List<PaymentEvent> decide(RecordRefusal command) {
        return wanted == null ? List.of() : decision(wanted).on(command);
    }

    List<PaymentEvent> decide(RecordDispute command) {
        // A mismatching amount is not this payment.
        var isOurs = wanted != null && amounts.isCaptured();
        return isOurs ? disputes.newEvents(wanted, command.report(), amounts) : List.of();
    }

    /// The reversal that had to wait for the decision of a dispute, for the amount still kept.
    List<PaymentEvent> refundAfterDispute() {
        var waits = status == CAPTURED || (status == REFUNDING && !requests.isPending(REFUND));
        var isDue = givenUp && waits && !review.isEnded() && !disputes.anyOpen();
        return isDue ? List.of(request(REFUND)) : List.of();
    }

    List<PaymentEvent> decide(RecordUnknownOutcome command) {
        var operation = command.operation();
        var unknown = new PaymentOutcomeUnknown(command.paymentId(), operation, command.detail());
        return requests.isAwaited(operation) ? List.of(unknown) : List.of();
    }

    List<PaymentEvent> decide(RetryProviderOperation command) {
        var operation = command.operation();
        if (wanted == null || !requests.isPending(operation, command.attempt())) {
            return List.of();
        }
        var last = requests.last(operation);
        var isRest = operation == REFUND && amounts.isCaptured();
        var amount = isRest ? amounts.toRefund(wanted) : last.amount();
        return List.of(requests.next(wanted, operation, amount, checkoutId, last.intentId()));
    }

    List<PaymentEvent> decide(CapturePayment command) {
        return switch (status) {
            case AUTHORIZED -> List.of(request(CAPTURE));
            case CAPTURING, CAPTURED -> List.of(); // PaymentCaptured is or will be recorded.
            default -> List.of(new CaptureRejected(command.paymentId(), status));
        };
    }

    List<PaymentEvent> decide(CloseCheckout command) {
        if (status == REQUESTED && !givenUp) {
            return List.of(new PaymentExpired(command.paymentId())); // No page was shown.
        }
        return status == OPEN ? List.of(request(VOID)) : List.of();
    }

    List<PaymentEvent> decide(ReversePayment command) {
        if (returnAsked || (wanted == null && givenUp)) {
            return List.of();
        }
        if (wanted == null) {
            return List.of(new PaymentVoided(command.paymentId()));
        }
        var reversal = new PaymentReversalRequested(command.paymentId(), command.reason());
        var nothing = new NothingToReturn(command.paymentId(), status);
        return switch (status) {
            // No page was shown; one that opens later is closed then.
            case REQUESTED -> List.of(reversal, new PaymentVoided(command.paymentId()));
            case OPEN, AUTHORIZED -> List.of(reversal, request(VOID));
            // Money that still arrives is reversed then.
            case CAPTURING, VOIDING, REFUNDING -> review.isEnded() ? List.of(reversal, nothing) : List.of(reversal);
            // Disputed money cannot be refunded before the bank decides.
            case CAPTURED -> disputes.anyOpen() ? List.of(reversal) : List.of(reversal, request(REFUND));
            case VOIDED, EXPIRED, REFUNDED -> List.of(reversal, nothing);
        };
    }

    List<PaymentEvent> decide(ReturnAgain command) {
        review.require(command.paymentId());
        if (!givenUp || wanted == null) {
            return List.of();
        }
        if (!amounts.isCaptured()) {
            return List.of(requests.release(wanted, checkoutId, checkoutId == null ? intentId : null));
        }
        return amounts.toRefund(wanted).isZero() ? List.of() : List.of(request(REFUND));
    }

    List<PaymentEvent> decide(EndReview command) {
        review.require(command.paymentId());
        return List.of(new ReviewEnded(command.paymentId()));
    }

    void evolve(PaymentEvent event) {
        requests.evolve(event);
        amounts.evolve(event);
        disputes.evolve(event);
        review.evolve(event, givenUp);
        switch (event) {
            case PaymentRequested e -> wanted = e;
            case ProviderOperationRequested e -> evolve(e);
            case CheckoutSessionCreated e -> {
                checkoutId = e.checkoutId();
                status = status == REQUESTED ? OPEN : status;
            }
            case PaymentDeclined e -> failures.add(e.failure());
            case PaymentAuthorized e -> {
                intentId = e.intentId();
                status = AUTHORIZED;
            }
            case PaymentCaptured e -> {
                intentId = e.intentId();
                status = CAPTURED;
            }
            case PaymentRefunded _, DisputeLost _ -> refunded();
            case PaymentVoided _ -> giveUp(VOIDED);
            case PaymentExpired _ -> giveUp(EXPIRED);
            case PaymentReversalRequested _ -> {
                returnAsked = givenUp || !captureRefused; // Its own reversal request needs no reply.
                givenUp = true;
            }
            // During a capture only the provider rejects, and that ends the payment.
            case CaptureRejected e -> captureRefused |= e.status() == CAPTURING;
            case PaymentMismatched _ -> givenUp = true;
            case ProviderRefused _, PaymentOutcomeUnknown _, ReviewRequired _ -> {}
            case DisputeOpened _, DisputeWon _, NothingToReturn _, ReviewEnded _ -> {}
        }
    }

    PaymentStatus status() {
        return status;
    }

    ProviderReferences trace() {
        var isFinal = ProviderStatusDecision.FINAL.contains(status);
        var settled = review.isEnded() || (isFinal && requests.nothingPending());
        return new ProviderReferences(checkoutId, intentId, settled);
    }

    private void evolve(ProviderOperationRequested event) {
        checkoutId = event.checkoutId();
        status = switch (event.operation()) {
            case OPEN_CHECKOUT -> status;
            case CAPTURE -> CAPTURING;
            case VOID -> VOIDING;
            case REFUND -> REFUNDING;
        };
    }

    private void refunded() {
        status = amounts.afterRefund(status);
        if (status == REFUNDED) {
            requests.refunded();
            review.close();
        }
    }

    private void giveUp(PaymentStatus end) {
        status = end;
        givenUp = true;
    }

    private ProviderStatusDecision decision(PaymentRequested wanted) {
        return new ProviderStatusDecision(wanted, status, givenUp, checkoutId, requests, amounts, failures);
    }

    private ProviderOperationRequested request(ProviderOperation operation) {
        var payment = Objects.requireNonNull(wanted);
        var amount = operation == REFUND ? amounts.toRefund(payment) : payment.amount();
        return requests.next(payment, operation, amount, checkoutId, intentId);
    }
}
