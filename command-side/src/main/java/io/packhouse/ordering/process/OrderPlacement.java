package io.packhouse.ordering.process;

import static io.packhouse.ordering.process.OrderPlacement.Phase.*;

import io.packhouse.inventory.api.InventoryItemEvent.ReservationRefused;
import io.packhouse.ordering.api.CancellationReason;
import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.ordering.api.OrderEvent.OrderPlaced;
import io.packhouse.ordering.api.PaymentPlan;
import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.shared.api.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order waits for its stock, then for the money, commits the one and captures the other, and is
/// confirmed; every other branch gives back what it took. Each answer moves the phase at most once,
/// so a late or repeated one asks for nothing again. `paidAt` is when the money was taken before it
/// was asked for: then nothing is left to capture once the stock is committed.
record OrderPlacement(
        Phase phase,
        Terms terms,
        OrderReservation holding,
        Instant decidedAt,
        List<MissingStock> missing,
        @Nullable Instant paidAt) {

    static final Duration SECOND_HOLD = Duration.ofMinutes(15);

    enum Phase {
        RESERVING,
        REJECTED,
        AWAITING_PAYMENT,
        /// The hold is over; the pay page is being closed, and a payment may have slipped through.
        LAPSING,
        EXPIRED,
        /// Paid too late: the stock is asked for once more.
        HOLDING_AGAIN,
        COMMITTING,
        CAPTURING,
        CONFIRMING,
        CONFIRMED,
        /// Called off by somebody: stock and money go back.
        GIVING_BACK,
        /// Paid, and the stock is gone: the money goes back.
        STOCK_UNAVAILABLE,
        /// The provider took its authorisation back.
        UNPAID,
        /// Another amount was paid than was asked for: it goes back by itself.
        MISMATCHED,
        OVER
    }

    /// What stays the same from beginning to end.
    record Terms(String orderNumber, PaymentPlan plan, Money dueNow, Instant expiresAt) {}

    static OrderPlacement begin(OrderPlaced event) {
        var agreed = event.terms();
        return new OrderPlacement(
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
    }

    OrderPlacement onReserved(Instant at) {
        return switch (phase) {
            case RESERVING -> in(AWAITING_PAYMENT, at);
            case HOLDING_AGAIN -> in(COMMITTING, at);
            default -> this;
        };
    }

    OrderPlacement on(ReservationRefused event, Instant at) {
        return switch (phase) {
            case RESERVING ->
                    new OrderPlacement(REJECTED, terms, holding, at, missing(event), paidAt);
            case HOLDING_AGAIN -> in(STOCK_UNAVAILABLE, at);
            default -> this;
        };
    }

    OrderPlacement onReservationExpired(Instant at) {
        return phase == AWAITING_PAYMENT ? in(LAPSING, at) : this;
    }

    OrderPlacement onAuthorized(Instant at) {
        return switch (phase) {
            case AWAITING_PAYMENT -> in(COMMITTING, at);
            case LAPSING -> holdAgain(at);
            default -> this;
        };
    }

    OrderPlacement onCommitted(Instant at) {
        return phase == COMMITTING ? in(paidAt == null ? CAPTURING : CONFIRMING, at) : this;
    }

    OrderPlacement onCommitmentRefused(Instant at) {
        if (phase != COMMITTING) {
            return this;
        }
        return holding.attempt() == 1 ? holdAgain(at) : in(STOCK_UNAVAILABLE, at);
    }

    /// Also before it was asked for: by a method that captures at once, or by a provider who knows
    /// more than a store that was restored from before.
    OrderPlacement onCaptured(Instant at) {
        return switch (phase) {
            case CAPTURING -> in(CONFIRMING, at);
            case AWAITING_PAYMENT -> in(COMMITTING, at).paid(at);
            case LAPSING -> holdAgain(at).paid(at);
            case COMMITTING, HOLDING_AGAIN -> paid(at);
            default -> this;
        };
    }

    /// The page closed, or the authorisation was given back: no money is left with us.
    OrderPlacement onNothingTaken(Instant at) {
        return switch (phase) {
            case AWAITING_PAYMENT, LAPSING -> in(EXPIRED, at);
            case COMMITTING, CAPTURING, HOLDING_AGAIN -> in(UNPAID, at);
            case GIVING_BACK, STOCK_UNAVAILABLE -> in(OVER, at);
            default -> this;
        };
    }

    /// Other money than was asked for was paid; it goes back by itself.
    OrderPlacement onMismatched(Instant at) {
        var after = onNothingTaken(at).phase();
        return after == EXPIRED || after == UNPAID ? in(MISMATCHED, at) : this;
    }

    /// Staff settled what the provider refused to give back.
    OrderPlacement onReviewEnded(Instant at) {
        return onNothingTaken(at).phase() == OVER ? in(OVER, at) : this;
    }

    /// `kept` is what of the buyer's money is still here.
    OrderPlacement onReturned(Money kept, Instant at) {
        return kept.isZero() ? onNothingToReturn(at) : this;
    }

    OrderPlacement onNothingToReturn(Instant at) {
        return phase == GIVING_BACK || phase == STOCK_UNAVAILABLE ? in(OVER, at) : this;
    }

    OrderPlacement onConfirmed(Instant at) {
        return phase == CONFIRMING ? in(CONFIRMED, at) : this;
    }

    /// Somebody called it off, or it was over by the time it was to be confirmed or accepted.
    OrderPlacement onCalledOff(Instant at) {
        return switch (phase) {
            case RESERVING,
                    AWAITING_PAYMENT,
                    LAPSING,
                    HOLDING_AGAIN,
                    COMMITTING,
                    CAPTURING,
                    CONFIRMING ->
                    in(GIVING_BACK, at);
            default -> this;
        };
    }

    /// What this phase asks for when it is entered.
    List<Object> next() {
        var orderId = holding.orderId();
        return switch (phase) {
            case RESERVING -> List.of(holding.reserve(terms.expiresAt()));
            case REJECTED -> List.of(new RejectOrder(orderId, missing));
            case AWAITING_PAYMENT -> List.of(new AcceptOrder(orderId), requestPayment());
            case LAPSING -> List.of(new CloseCheckout(payment()));
            case EXPIRED -> callOff("not paid", CancellationReason.PAYMENT_EXPIRED);
            case HOLDING_AGAIN -> List.of(holding.reserve(decidedAt.plus(SECOND_HOLD)));
            case COMMITTING -> List.of(holding.commit(decidedAt));
            case CAPTURING -> List.of(new CapturePayment(payment()));
            case CONFIRMING ->
                    List.of(
                            new ConfirmOrder(
                                    orderId, installment(), terms.dueNow(), holding.attempt()));
            case GIVING_BACK ->
                    List.of(
                            holding.release("order called off"),
                            new ReversePayment(payment(), "order called off"));
            case STOCK_UNAVAILABLE ->
                    List.of(
                            cancel(CancellationReason.STOCK_UNAVAILABLE),
                            new ReversePayment(payment(), "out of stock"));
            case UNPAID -> callOff("not paid", CancellationReason.PAYMENT_FAILED);
            case MISMATCHED ->
                    callOff("another amount was paid", CancellationReason.PAYMENT_MISMATCHED);
            case CONFIRMED, OVER -> List.of();
        };
    }

    boolean isOver() {
        return EnumSet.of(REJECTED, EXPIRED, CONFIRMED, UNPAID, MISMATCHED, OVER).contains(phase);
    }

    PaymentId payment() {
        return PaymentId.derive(holding.orderId().value(), installment().name());
    }

    private Installment installment() {
        return terms.plan() == PaymentPlan.FULL ? Installment.FULL : Installment.DEPOSIT;
    }

    private RequestPayment requestPayment() {
        return new RequestPayment(
                payment(), terms.dueNow(), "Order " + terms.orderNumber(), terms.expiresAt());
    }

    private List<Object> callOff(String why, CancellationReason reason) {
        return List.of(holding.release(why), cancel(reason));
    }

    private CancelOrder cancel(CancellationReason reason) {
        return new CancelOrder(holding.orderId(), reason, null, null);
    }

    private OrderPlacement holdAgain(Instant at) {
        return new OrderPlacement(HOLDING_AGAIN, terms, holding.again(), at, missing, paidAt);
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
