package io.packhouse.ordering.process;

import static io.packhouse.ordering.process.OrderPlacement.Phase.*;

import io.packhouse.inventory.api.InventoryItemEvent.*;
import io.packhouse.ordering.api.CancellationReason;
import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.ordering.api.PaymentPlan;
import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.shared.api.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The process of an order until it is confirmed: reserves the stock, waits for the payment,
/// commits the reservation, captures the payment; every other branch undoes what was done. Commands
/// are sent only when a phase is entered, so a late or repeated event sends no command again.
/// `paidAt` is set when the payment was captured early: then no capture follows the commit.
record OrderPlacement(
        Phase phase,
        Terms terms,
        OrderReservation holding,
        Instant decidedAt,
        List<MissingStock> missing,
        @Nullable Instant paidAt) {

    static final Duration SECOND_RESERVATION_TTL = Duration.ofMinutes(15);

    enum Phase {
        RESERVING,
        REJECTED,
        AWAITING_PAYMENT,
        /// The reservation expired; the payment page is being closed, and a payment may still
        /// arrive.
        EXPIRING,
        EXPIRED,
        /// Paid after the reservation expired: the stock is reserved once more.
        RE_RESERVING,
        COMMITTING,
        CAPTURING,
        CONFIRMING,
        CONFIRMED,
        /// The order was cancelled: the stock is released and the payment reversed.
        COMPENSATING,
        /// Paid, but the stock is no longer available: the payment is reversed.
        STOCK_UNAVAILABLE,
        PAYMENT_FAILED,
        /// Another amount than requested was paid; the payment reverses it itself.
        MISMATCHED,
        ENDED
    }

    record Terms(String orderNumber, PaymentPlan plan, Money dueNow, Instant expiresAt) {}

    /// The new process state and the commands to send after one event.
    record Transition(OrderPlacement after, List<Object> commands) {}

    static Transition begin(OrderPlaced event) {
        var agreed = event.terms();
        var begun = new OrderPlacement(
                RESERVING,
                new Terms(
                        event.orderNumber().value(),
                        agreed.plan(),
                        agreed.totals().dueNow(),
                        agreed.expiresAt()),
                new OrderReservation(event.orderId(), 1, agreed.demand()),
                event.placedAt(),
                List.of(),
                null);
        return new Transition(begun, begun.commands());
    }

    Transition onReserved(Instant at) {
        return switch (phase) {
            case RESERVING -> enter(AWAITING_PAYMENT, at);
            case RE_RESERVING -> enter(COMMITTING, at);
            default -> unchanged();
        };
    }

    Transition on(ReservationRefused event, Instant at) {
        return switch (phase) {
            case RESERVING -> transitionTo(new OrderPlacement(REJECTED, terms, holding, at, missing(event), paidAt));
            case RE_RESERVING -> enter(STOCK_UNAVAILABLE, at);
            default -> unchanged();
        };
    }

    Transition onReservationExpired(Instant at) {
        return phase == AWAITING_PAYMENT ? enter(EXPIRING, at) : unchanged();
    }

    Transition onAuthorized(Instant at) {
        return switch (phase) {
            case AWAITING_PAYMENT -> enter(COMMITTING, at);
            case EXPIRING -> transitionTo(reserveAgain(at));
            default -> unchanged();
        };
    }

    Transition onCommitted(Instant at) {
        return phase == COMMITTING ? enter(paidAt == null ? CAPTURING : CONFIRMING, at) : unchanged();
    }

    Transition onCommitmentRefused(Instant at) {
        if (phase != COMMITTING) {
            return unchanged();
        }
        return holding.attempt() == 1 ? transitionTo(reserveAgain(at)) : enter(STOCK_UNAVAILABLE, at);
    }

    /// May come before the capture was requested: from a payment method that captures at once, or
    /// when the provider is ahead of a store restored from a backup.
    Transition onCaptured(Instant at) {
        return switch (phase) {
            case CAPTURING -> enter(CONFIRMING, at);
            case AWAITING_PAYMENT -> transitionTo(in(COMMITTING, at).paid(at));
            case EXPIRING -> transitionTo(reserveAgain(at).paid(at));
            case COMMITTING, RE_RESERVING -> transitionTo(paid(at));
            default -> unchanged();
        };
    }

    /// The payment page was closed or the authorisation voided: no money was taken.
    Transition onPaymentNotTaken(Instant at) {
        return switch (phase) {
            case AWAITING_PAYMENT, EXPIRING -> enter(EXPIRED, at);
            case COMMITTING, CAPTURING, RE_RESERVING -> enter(PAYMENT_FAILED, at);
            case COMPENSATING, STOCK_UNAVAILABLE -> enter(ENDED, at);
            default -> unchanged();
        };
    }

    Transition onMismatched(Instant at) {
        return switch (phase) {
            case AWAITING_PAYMENT, EXPIRING, RE_RESERVING, COMMITTING, CAPTURING -> enter(MISMATCHED, at);
            default -> unchanged();
        };
    }

    /// `kept` is the part of the captured amount that is not refunded.
    Transition onRefunded(Money kept, Instant at) {
        return kept.isZero() ? onReversalEnded(at) : unchanged();
    }

    /// There is nothing to return, or staff settled a reversal that the provider had refused.
    Transition onReversalEnded(Instant at) {
        return phase == COMPENSATING || phase == STOCK_UNAVAILABLE ? enter(ENDED, at) : unchanged();
    }

    Transition onConfirmed(Instant at) {
        return phase == CONFIRMING ? enter(CONFIRMED, at) : unchanged();
    }

    /// The order was cancelled, or had ended before it could be confirmed or accepted.
    Transition onCancelled(Instant at) {
        return switch (phase) {
            case RESERVING, AWAITING_PAYMENT, EXPIRING, RE_RESERVING, COMMITTING, CAPTURING, CONFIRMING ->
                enter(COMPENSATING, at);
            default -> unchanged();
        };
    }

    private List<Object> commands() {
        var orderId = holding.orderId();
        return switch (phase) {
            case RESERVING -> List.of(holding.reserve(terms.expiresAt()));
            case REJECTED -> List.of(new RejectOrder(orderId, missing));
            case AWAITING_PAYMENT -> List.of(new AcceptOrder(orderId), requestPayment());
            case EXPIRING -> List.of(new CloseCheckout(payment()));
            case EXPIRED -> releaseAndCancel("not paid", CancellationReason.PAYMENT_EXPIRED);
            case RE_RESERVING -> List.of(holding.reserve(decidedAt.plus(SECOND_RESERVATION_TTL)));
            case COMMITTING -> List.of(holding.commit(decidedAt));
            case CAPTURING -> List.of(new CapturePayment(payment()));
            case CONFIRMING -> List.of(new ConfirmOrder(orderId, installment(), terms.dueNow(), holding.attempt()));
            case COMPENSATING ->
                List.of(holding.release("order cancelled"), new ReversePayment(payment(), "order cancelled"));
            case STOCK_UNAVAILABLE ->
                List.of(cancel(CancellationReason.STOCK_UNAVAILABLE), new ReversePayment(payment(), "out of stock"));
            case PAYMENT_FAILED -> releaseAndCancel("not paid", CancellationReason.PAYMENT_FAILED);
            case MISMATCHED -> releaseAndCancel("another amount was paid", CancellationReason.PAYMENT_MISMATCHED);
            case CONFIRMED, ENDED -> List.of();
        };
    }

    boolean isEnded() {
        return EnumSet.of(REJECTED, EXPIRED, CONFIRMED, PAYMENT_FAILED, MISMATCHED, ENDED)
                .contains(phase);
    }

    PaymentId payment() {
        return PaymentId.derive(holding.orderId().value(), installment().name());
    }

    private Installment installment() {
        return terms.plan().dueNow();
    }

    private RequestPayment requestPayment() {
        return new RequestPayment(payment(), terms.dueNow(), "Order " + terms.orderNumber(), terms.expiresAt());
    }

    private List<Object> releaseAndCancel(String why, CancellationReason reason) {
        return List.of(holding.release(why), cancel(reason));
    }

    private CancelOrder cancel(CancellationReason reason) {
        return new CancelOrder(holding.orderId(), reason, null, null);
    }

    private OrderPlacement reserveAgain(Instant at) {
        return new OrderPlacement(RE_RESERVING, terms, holding.nextAttempt(), at, missing, paidAt);
    }

    private Transition enter(Phase next, Instant at) {
        return transitionTo(in(next, at));
    }

    private Transition transitionTo(OrderPlacement after) {
        return new Transition(after, after.phase() == phase ? List.of() : after.commands());
    }

    private Transition unchanged() {
        return new Transition(this, List.of());
    }

    private OrderPlacement in(Phase next, Instant at) {
        return new OrderPlacement(next, terms, holding, at, missing, paidAt);
    }

    private OrderPlacement paid(Instant at) {
        return new OrderPlacement(phase, terms, holding, decidedAt, missing, at);
    }

    private static List<MissingStock> missing(ReservationRefused event) {
        return event.shortages().stream()
                .map(s -> new MissingStock(s.itemId().sku().value(), s.requested(), s.available()))
                .toList();
    }
}
