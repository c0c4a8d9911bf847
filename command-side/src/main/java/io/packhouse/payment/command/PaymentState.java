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

/// A claim on a buyer's money: which words of the provider count, and what is asked of it next.
/// Every fact is recorded once, in whatever order it is heard. Money that comes in after the claim
/// was given up goes back at once; other money than was asked for gives the claim up.
final class PaymentState {

    private @Nullable PaymentRequested wanted; // Null when it was given up before it was made.
    private PaymentStatus status = REQUESTED;
    private boolean givenUp;
    private boolean returnAsked;
    private boolean captureRefused;
    private @Nullable String checkoutId;
    private @Nullable String intentId;
    private final ProviderRequests providerRequests = new ProviderRequests();
    private final PaymentAmounts paymentAmounts = new PaymentAmounts();
    private final Disputes disputes = new Disputes();
    private final Set<String> failures = new HashSet<>(); // Few: a provider has a list of them.
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

    List<PaymentEvent> decide(RecordCheckoutSession report) {
        if (wanted == null || checkoutId != null) {
            return List.of(); // A second page was never shown to anybody; it lapses by itself.
        }
        var page = report.checkoutId();
        return givenUp
                ? List.of(providerRequests.next(wanted, VOID, wanted.amount(), page, intentId))
                : List.of(new CheckoutSessionCreated(report.paymentId(), page, report.payUrl()));
    }

    List<PaymentEvent> decide(RecordProviderStatus report) {
        return wanted == null ? List.of() : decision(wanted).on(report.word());
    }

    List<PaymentEvent> decide(RecordRefusal report) {
        return wanted == null ? List.of() : decision(wanted).on(report);
    }

    List<PaymentEvent> decide(RecordDispute command) {
        var isOurs =
                wanted != null && paymentAmounts.isCaptured(); // Other money is no payment of ours.
        return isOurs ? disputes.news(wanted, command.report(), paymentAmounts) : List.of();
    }

    /// What was to go back while a bank had to decide, and is still here now that it has.
    List<PaymentEvent> returnWhatWasDisputed() {
        var waits =
                status == CAPTURED || (status == REFUNDING && !providerRequests.isPending(REFUND));
        return givenUp && waits && !paymentReview.isEnded() && !disputes.anyOpen()
                ? List.of(request(Objects.requireNonNull(wanted), REFUND))
                : List.of();
    }

    List<PaymentEvent> decide(RecordUnknownOutcome report) {
        var operation = report.operation();
        return providerRequests.isAwaited(operation)
                ? List.of(new PaymentOutcomeUnknown(report.paymentId(), operation, report.detail()))
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
            case CAPTURING, CAPTURED -> List.of(); // PaymentCaptured answers, or has answered.
            default -> List.of(new CaptureRejected(command.paymentId(), status));
        };
    }

    List<PaymentEvent> decide(CloseCheckout command) {
        if (status == REQUESTED && !givenUp) {
            return List.of(new PaymentExpired(command.paymentId())); // Nobody has seen a page.
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
        var noted = new PaymentReversalRequested(command.paymentId(), command.reason());
        return switch (status) {
            // Nobody has seen a page; one that opens late is closed then.
            case REQUESTED -> List.of(noted, new PaymentVoided(command.paymentId()));
            case OPEN, AUTHORIZED -> List.of(noted, request(wanted, VOID));
            // What still comes in goes back then.
            case CAPTURING, VOIDING, REFUNDING ->
                    paymentReview.isEnded()
                            ? List.of(noted, new NothingToReturn(command.paymentId(), status))
                            : List.of(noted);
            // What a bank has to decide about cannot be refunded before it has.
            case CAPTURED ->
                    disputes.anyOpen() ? List.of(noted) : List.of(noted, request(wanted, REFUND));
            case VOIDED, EXPIRED, REFUNDED ->
                    List.of(noted, new NothingToReturn(command.paymentId(), status));
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
                returnAsked = givenUp || !captureRefused; // Its own request answers nobody.
                givenUp = true;
            }
            // While it is captured only the provider refuses, which is what gives the claim up.
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
                        || (ProviderStatusDecision.OVER.contains(status)
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
