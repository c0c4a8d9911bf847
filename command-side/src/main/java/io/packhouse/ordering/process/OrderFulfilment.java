package io.packhouse.ordering.process;

import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderCommand.ConfirmOrder;
import io.packhouse.ordering.api.OrderEvent.OrderConfirmed;
import io.packhouse.payment.api.PaymentCommand.CapturePayment;
import io.packhouse.payment.api.PaymentCommand.ReversePayment;
import io.packhouse.payment.api.PaymentEvent.PaymentCaptured;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.shared.api.Money;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A confirmed order until it has left the house: the balance is captured when it is authorised,
/// shipping takes the goods out of stock, and calling it off gives back goods and money. `owed` are
/// the payments whose money is still to go back.
record OrderFulfilment(
        Phase phase, OrderReservation holding, Installment first, Set<PaymentId> owed) {

    enum Phase {
        OPEN,
        SHIPPED,
        GIVING_BACK
    }

    /// What one event asks for, and what follows from it.
    record Transition(OrderFulfilment after, List<Object> commands) {}

    static OrderFulfilment begin(OrderConfirmed event) {
        return new OrderFulfilment(
                Phase.OPEN,
                new OrderReservation(event.orderId(), event.attempt(), event.demand()),
                event.installment(),
                Set.of());
    }

    Transition onAuthorized(PaymentId payment) {
        return phase == Phase.OPEN && isBalance(payment)
                ? new Transition(this, List.of(new CapturePayment(payment)))
                : nothing();
    }

    Transition on(PaymentCaptured event) {
        return isBalance(event.paymentId())
                ? new Transition(
                        this,
                        List.of(
                                new ConfirmOrder(
                                        holding.orderId(),
                                        Installment.BALANCE,
                                        event.amount(),
                                        holding.attempt())))
                : nothing();
    }

    Transition onShipped() {
        return phase == Phase.OPEN
                ? new Transition(in(Phase.SHIPPED, Set.of()), List.of(holding.dispatch()))
                : nothing();
    }

    Transition onCancelled() {
        if (phase != Phase.OPEN) {
            return nothing();
        }
        var payments = payments();
        var commands =
                Stream.concat(
                        Stream.<Object>of(holding.release("order called off")),
                        payments.stream().map(p -> new ReversePayment(p, "order called off")));
        return new Transition(in(Phase.GIVING_BACK, payments), commands.toList());
    }

    /// `kept` is what of the buyer's money is still here.
    Transition onReturned(PaymentId payment, Money kept) {
        return kept.isZero() ? onNothingTaken(payment) : nothing();
    }

    Transition onNothingTaken(PaymentId payment) {
        return phase == Phase.GIVING_BACK && owed.contains(payment)
                ? new Transition(without(payment), List.of())
                : nothing();
    }

    boolean isOver() {
        return phase == Phase.SHIPPED || (phase == Phase.GIVING_BACK && owed.isEmpty());
    }

    Set<PaymentId> payments() {
        return first == Installment.FULL
                ? Set.of(payment(Installment.FULL))
                : new TreeSet<>(Set.of(payment(Installment.DEPOSIT), payment(Installment.BALANCE)));
    }

    private PaymentId payment(Installment installment) {
        return PaymentId.derive(holding.orderId().value(), installment.name());
    }

    private boolean isBalance(PaymentId payment) {
        return payment.equals(payment(Installment.BALANCE));
    }

    private OrderFulfilment without(PaymentId payment) {
        var left = new TreeSet<>(owed);
        left.remove(payment);
        return in(phase, left);
    }

    private OrderFulfilment in(Phase next, Set<PaymentId> nowOwed) {
        return new OrderFulfilment(next, holding, first, nowOwed);
    }

    private Transition nothing() {
        return new Transition(this, List.of());
    }
}
