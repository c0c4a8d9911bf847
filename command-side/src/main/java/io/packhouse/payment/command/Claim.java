package io.packhouse.payment.command;

import static io.packhouse.payment.api.PaymentStatus.*;
import static io.packhouse.payment.api.ProviderOperation.*;

import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentRefusal;
import io.packhouse.payment.api.PaymentStatus;
import io.packhouse.payment.api.ProviderOperation;
import io.packhouse.payment.api.ProviderTrace;
import io.packhouse.shared.api.Refused;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A claim on a buyer's money: which words of the provider count, and what is asked of it next.
/// Every fact is recorded once, in whatever order it is heard. Money that comes in after the claim
/// was given up goes back at once; other money than was asked for gives the claim up.
final class Claim {

    private @Nullable PaymentRequested wanted; // Null when it was given up before it was made.
    private PaymentStatus status = REQUESTED;
    private boolean givenUp;
    private boolean returnAsked;
    private boolean captureRefused;
    private @Nullable String checkoutId;
    private @Nullable String intentId;
    private final Asked asked = new Asked();
    private final Held held = new Held();
    private final Disputes disputes = new Disputes();
    private final Set<String> failures = new HashSet<>(); // Few: a provider has a list of them.
    private final Review review = new Review();

    List<PaymentEvent> decide(RequestPayment ask) {
        if (wanted != null && !wanted.amount().equals(ask.amount())) {
            throw new Refused(PaymentRefusal.AMOUNT_CHANGED);
        }
        var id = ask.paymentId();
        if (wanted != null || givenUp) {
            return wanted != null ? List.of() : List.of(new PaymentVoided(id));
        }
        var requested = new PaymentRequested(id, ask.amount(), ask.description(), ask.expiresAt());
        return List.of(requested, asked.next(requested, OPEN_CHECKOUT, ask.amount(), null, null));
    }

    List<PaymentEvent> decide(RecordCheckout report) {
        if (wanted == null || checkoutId != null) {
            return List.of(); // A second page was never shown to anybody; it lapses by itself.
        }
        var page = report.checkoutId();
        return givenUp
                ? List.of(asked.next(wanted, VOID, wanted.amount(), page, intentId))
                : List.of(new CheckoutOpened(report.paymentId(), page, report.payUrl()));
    }

    List<PaymentEvent> decide(RecordProviderWord report) {
        return wanted == null ? List.of() : decision(wanted).on(report.word());
    }

    List<PaymentEvent> decide(RecordRefusal report) {
        return wanted == null ? List.of() : decision(wanted).on(report);
    }

    List<PaymentEvent> decide(RecordDispute ask) {
        var isOurs = wanted != null && held.isCaptured(); // Other money is no payment of ours.
        return isOurs ? disputes.news(wanted, ask.report(), held) : List.of();
    }

    /// What was to go back while a bank had to decide, and is still here now that it has.
    List<PaymentEvent> returnWhatWasDisputed() {
        var waits = status == CAPTURED || (status == REFUNDING && !asked.isPending(REFUND));
        return givenUp && waits && !review.isEnded() && !disputes.anyOpen()
                ? List.of(request(Objects.requireNonNull(wanted), REFUND))
                : List.of();
    }

    List<PaymentEvent> decide(RecordUnknownOutcome report) {
        var operation = report.operation();
        return asked.isAwaited(operation)
                ? List.of(new PaymentOutcomeUnknown(report.paymentId(), operation, report.detail()))
                : List.of();
    }

    List<PaymentEvent> decide(AskAgain ask) {
        var operation = ask.operation();
        if (wanted == null || !asked.isPending(operation, ask.attempt())) {
            return List.of();
        }
        var last = asked.last(operation);
        var isRest = operation == REFUND && held.isCaptured();
        var amount = isRest ? held.toRefund(wanted) : last.amount();
        return List.of(asked.next(wanted, operation, amount, checkoutId, last.intentId()));
    }

    List<PaymentEvent> decide(CapturePayment ask) {
        return switch (status) {
            case AUTHORIZED -> List.of(request(Objects.requireNonNull(wanted), CAPTURE));
            case CAPTURING, CAPTURED -> List.of(); // PaymentCaptured answers, or has answered.
            default -> List.of(new CaptureRefused(ask.paymentId(), status));
        };
    }

    List<PaymentEvent> decide(ClosePayment ask) {
        if (status == REQUESTED && !givenUp) {
            return List.of(new PaymentLapsed(ask.paymentId())); // Nobody has seen a page.
        }
        return status == OPEN ? List.of(request(Objects.requireNonNull(wanted), VOID)) : List.of();
    }

    List<PaymentEvent> decide(ReturnPayment ask) {
        if (returnAsked || (wanted == null && givenUp)) {
            return List.of();
        }
        if (wanted == null) {
            return List.of(new PaymentVoided(ask.paymentId()));
        }
        var noted = new ReturnRequested(ask.paymentId(), ask.reason());
        return switch (status) {
            // Nobody has seen a page; one that opens late is closed then.
            case REQUESTED -> List.of(noted, new PaymentVoided(ask.paymentId()));
            case OPEN, AUTHORIZED -> List.of(noted, request(wanted, VOID));
            // What still comes in goes back then.
            case CAPTURING, VOIDING, REFUNDING ->
                    review.isEnded()
                            ? List.of(noted, new NothingToReturn(ask.paymentId(), status))
                            : List.of(noted);
            // What a bank has to decide about cannot be refunded before it has.
            case CAPTURED ->
                    disputes.anyOpen() ? List.of(noted) : List.of(noted, request(wanted, REFUND));
            case VOIDED, EXPIRED, REFUNDED ->
                    List.of(noted, new NothingToReturn(ask.paymentId(), status));
        };
    }

    List<PaymentEvent> decide(ReturnAgain ask) {
        review.require(ask.paymentId());
        if (!givenUp || wanted == null) {
            return List.of();
        }
        if (!held.isCaptured()) {
            return List.of(asked.release(wanted, checkoutId, checkoutId == null ? intentId : null));
        }
        return held.toRefund(wanted).isZero() ? List.of() : List.of(request(wanted, REFUND));
    }

    List<PaymentEvent> decide(EndReview ask) {
        review.require(ask.paymentId());
        return List.of(new ReviewEnded(ask.paymentId()));
    }

    void evolve(PaymentEvent event) {
        asked.evolve(event);
        disputes.evolve(event);
        review.evolve(event, givenUp);
        switch (event) {
            case PaymentRequested e -> wanted = e;
            case ProviderAsked e -> evolve(e);
            case CheckoutOpened e -> {
                checkoutId = e.checkoutId();
                status = status == REQUESTED ? OPEN : status;
            }
            case PaymentDeclined e -> failures.add(e.failure());
            case PaymentAuthorized e -> {
                held.evolve(e);
                intentId = e.intentId();
                status = AUTHORIZED;
            }
            case PaymentCaptured e -> {
                held.evolve(e);
                intentId = e.intentId();
                status = CAPTURED;
            }
            case PaymentRefunded e -> {
                held.evolve(e);
                refunded();
            }
            case PaymentVoided _ -> giveUp(VOIDED);
            case PaymentLapsed _ -> giveUp(EXPIRED);
            case DisputeLost e -> {
                held.evolve(e);
                refunded();
            }
            case ReturnRequested _ -> {
                returnAsked = givenUp || !captureRefused; // Its own request answers nobody.
                givenUp = true;
            }
            // While it is captured only the provider refuses, which is what gives the claim up.
            case CaptureRefused e -> captureRefused |= e.status() == CAPTURING;
            case PaymentMismatched e -> {
                held.evolve(e);
                givenUp = true;
            }
            case ReviewRequired e -> held.evolve(e);
            case ProviderRefused _, PaymentOutcomeUnknown _ -> {}
            case DisputeOpened _, DisputeWon _, NothingToReturn _, ReviewEnded _ -> {}
        }
    }

    PaymentStatus status() {
        return status;
    }

    ProviderTrace trace() {
        var settled =
                review.isEnded() || (WordDecision.OVER.contains(status) && asked.nothingPending());
        return new ProviderTrace(checkoutId, intentId, settled);
    }

    private void evolve(ProviderAsked event) {
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
        status = held.afterRefund(status);
        if (status == REFUNDED) {
            asked.refunded();
            review.close();
        }
    }

    private void giveUp(PaymentStatus end) {
        status = end;
        givenUp = true;
    }

    private WordDecision decision(PaymentRequested wanted) {
        return new WordDecision(wanted, status, givenUp, checkoutId, asked, held, failures);
    }

    private ProviderAsked request(PaymentRequested wanted, ProviderOperation operation) {
        var amount =
                switch (operation) {
                    case OPEN_CHECKOUT, CAPTURE, VOID -> wanted.amount();
                    case REFUND -> held.toRefund(wanted);
                };
        return asked.next(wanted, operation, amount, checkoutId, intentId);
    }
}
