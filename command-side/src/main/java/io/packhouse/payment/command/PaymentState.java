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
    private final ProviderRequests providerRequests = new ProviderRequests();
    private final PaymentAmounts paymentAmounts = new PaymentAmounts();
    private final Disputes disputes = new Disputes();
    private final Set<String> failures =
            new HashSet<>(); // Few: a provider has a fixed list of them.
    private final PaymentReview paymentReview = new PaymentReview();

    List<PaymentEvent> decide(RequestPayment command) {
        if (wanted != null && !wanted.amount().equals(command.amount())) {
            throw new CommandRejectedException(PaymentRefusal.AMOUNT_CHANGED);
        }
        var id = command.paymentId();
        if (wanted != null || givenUp) {
            return wanted != null ? List.of() : List.of(new PaymentVoided(id));
        }
        var requested =
                new PaymentRequested(
                        id, command.amount(), command.description(), command.expiresAt());
        return List.of(
                requested,
                providerRequests.next(requested, OPEN_CHECKOUT, command.amount(), null, null));
    }

    List<PaymentEvent> decide(RecordCheckoutSession command) {
        if (wanted == null || checkoutId != null) {
            return List.of(); // A second page was never shown; it expires by itself.
        }
        var page = command.checkoutId();
        return givenUp
                ? List.of(providerRequests.next(wanted, VOID, wanted.amount(), page, intentId))
                : List.of(new CheckoutSessionCreated(command.paymentId(), page, command.payUrl()));
    }

    List<PaymentEvent> decide(RecordProviderStatus command) {
        return wanted == null ? List.of() : decision(wanted).on(command.word());
    }

    List<PaymentEvent> decide(RecordRefusal command) {
        return wanted == null ? List.of() : decision(wanted).on(command);
    }

    List<PaymentEvent> decide(RecordDispute command) {
        var isOurs =
                wanted != null
                        && paymentAmounts.isCaptured(); // A mismatching amount is not this payment.
        return isOurs ? disputes.newEvents(wanted, command.report(), paymentAmounts) : List.of();
    }

    /// The reversal that had to wait for the decision of a dispute, for the amount still kept.
    List<PaymentEvent> refundAfterDispute() {
        var waits =
                status == CAPTURED || (status == REFUNDING && !providerRequests.isPending(REFUND));
        return givenUp && waits && !paymentReview.isEnded() && !disputes.anyOpen()
                ? List.of(request(Objects.requireNonNull(wanted), REFUND))
                : List.of();
    }

    List<PaymentEvent> decide(RecordUnknownOutcome command) {
        var operation = command.operation();
        return providerRequests.isAwaited(operation)
                ? List.of(
                        new PaymentOutcomeUnknown(command.paymentId(), operation, command.detail()))
                : List.of();
    }

    List<PaymentEvent> decide(RetryProviderOperation command) {
        var operation = command.operation();
        if (wanted == null || !providerRequests.isPending(operation, command.attempt())) {
            return List.of();
        }
        var last = providerRequests.last(operation);
        var isRest = operation == REFUND && paymentAmounts.isCaptured();
        var amount = isRest ? paymentAmounts.toRefund(wanted) : last.amount();
        return List.of(
                providerRequests.next(wanted, operation, amount, checkoutId, last.intentId()));
    }

    List<PaymentEvent> decide(CapturePayment command) {
        return switch (status) {
            case AUTHORIZED -> List.of(request(Objects.requireNonNull(wanted), CAPTURE));
            case CAPTURING, CAPTURED ->
                    List.of(); // PaymentCaptured follows, or is recorded already.
            default -> List.of(new CaptureRejected(command.paymentId(), status));
        };
    }

    List<PaymentEvent> decide(CloseCheckout command) {
        if (status == REQUESTED && !givenUp) {
            return List.of(new PaymentExpired(command.paymentId())); // No page was shown.
        }
        return status == OPEN ? List.of(request(Objects.requireNonNull(wanted), VOID)) : List.of();
    }

    List<PaymentEvent> decide(ReversePayment command) {
        if (returnAsked || (wanted == null && givenUp)) {
            return List.of();
        }
        if (wanted == null) {
            return List.of(new PaymentVoided(command.paymentId()));
        }
        var reversal = new PaymentReversalRequested(command.paymentId(), command.reason());
        return switch (status) {
            // No page was shown; one that opens later is closed then.
            case REQUESTED -> List.of(reversal, new PaymentVoided(command.paymentId()));
            case OPEN, AUTHORIZED -> List.of(reversal, request(wanted, VOID));
            // Money that still arrives is reversed then.
            case CAPTURING, VOIDING, REFUNDING ->
                    paymentReview.isEnded()
                            ? List.of(reversal, new NothingToReturn(command.paymentId(), status))
                            : List.of(reversal);
            // Disputed money cannot be refunded before the bank decides.
            case CAPTURED ->
                    disputes.anyOpen()
                            ? List.of(reversal)
                            : List.of(reversal, request(wanted, REFUND));
            case VOIDED, EXPIRED, REFUNDED ->
                    List.of(reversal, new NothingToReturn(command.paymentId(), status));
        };
    }

    List<PaymentEvent> decide(ReturnAgain command) {
        paymentReview.require(command.paymentId());
        if (!givenUp || wanted == null) {
            return List.of();
        }
        if (!paymentAmounts.isCaptured()) {
            return List.of(
                    providerRequests.release(
                            wanted, checkoutId, checkoutId == null ? intentId : null));
        }
        return paymentAmounts.toRefund(wanted).isZero()
                ? List.of()
                : List.of(request(wanted, REFUND));
    }

    List<PaymentEvent> decide(EndReview command) {
        paymentReview.require(command.paymentId());
        return List.of(new ReviewEnded(command.paymentId()));
    }

    void evolve(PaymentEvent event) {
        providerRequests.evolve(event);
        disputes.evolve(event);
        paymentReview.evolve(event, givenUp);
        switch (event) {
            case PaymentRequested e -> wanted = e;
            case ProviderOperationRequested e -> evolve(e);
            case CheckoutSessionCreated e -> {
                checkoutId = e.checkoutId();
                status = status == REQUESTED ? OPEN : status;
            }
            case PaymentDeclined e -> failures.add(e.failure());
            case PaymentAuthorized e -> {
                paymentAmounts.evolve(e);
                intentId = e.intentId();
                status = AUTHORIZED;
            }
            case PaymentCaptured e -> {
                paymentAmounts.evolve(e);
                intentId = e.intentId();
                status = CAPTURED;
            }
            case PaymentRefunded e -> {
                paymentAmounts.evolve(e);
                refunded();
            }
            case PaymentVoided _ -> giveUp(VOIDED);
            case PaymentExpired _ -> giveUp(EXPIRED);
            case DisputeLost e -> {
                paymentAmounts.evolve(e);
                refunded();
            }
            case PaymentReversalRequested _ -> {
                returnAsked =
                        givenUp || !captureRefused; // Its own reversal request needs no reply.
                givenUp = true;
            }
            // During a capture only the provider rejects, and that ends the payment.
            case CaptureRejected e -> captureRefused |= e.status() == CAPTURING;
            case PaymentMismatched e -> {
                paymentAmounts.evolve(e);
                givenUp = true;
            }
            case ReviewRequired e -> paymentAmounts.evolve(e);
            case ProviderRefused _, PaymentOutcomeUnknown _ -> {}
            case DisputeOpened _, DisputeWon _, NothingToReturn _, ReviewEnded _ -> {}
        }
    }

    PaymentStatus status() {
        return status;
    }

    ProviderReferences trace() {
        var settled =
                paymentReview.isEnded()
                        || (ProviderStatusDecision.FINAL.contains(status)
                                && providerRequests.nothingPending());
        return new ProviderReferences(checkoutId, intentId, settled);
    }

    private void evolve(ProviderOperationRequested event) {
        checkoutId = event.checkoutId();
        status =
                switch (event.operation()) {
                    case OPEN_CHECKOUT -> status;
                    case CAPTURE -> CAPTURING;
                    case VOID -> VOIDING;
                    case REFUND -> REFUNDING;
                };
    }

    private void refunded() {
        status = paymentAmounts.afterRefund(status);
        if (status == REFUNDED) {
            providerRequests.refunded();
            paymentReview.close();
        }
    }

    private void giveUp(PaymentStatus end) {
        status = end;
        givenUp = true;
    }

    private ProviderStatusDecision decision(PaymentRequested wanted) {
        return new ProviderStatusDecision(
                wanted, status, givenUp, checkoutId, providerRequests, paymentAmounts, failures);
    }

    private ProviderOperationRequested request(
            PaymentRequested wanted, ProviderOperation operation) {
        var amount =
                switch (operation) {
                    case OPEN_CHECKOUT, CAPTURE, VOID -> wanted.amount();
                    case REFUND -> paymentAmounts.toRefund(wanted);
                };
        return providerRequests.next(wanted, operation, amount, checkoutId, intentId);
    }
}
