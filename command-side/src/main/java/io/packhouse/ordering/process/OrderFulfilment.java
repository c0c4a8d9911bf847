package io.packhouse.ordering.process;

import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.shared.api.Money;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The process of a confirmed order until it is shipped or cancelled: captures the balance when it
/// is authorised, dispatches the stock on shipping, and on cancellation releases the stock and
/// refunds the payments. `owed` are the payments that are not refunded yet.
record OrderFulfilment(Phase phase, OrderReservation holding, Installment first, Set<PaymentId> owed) {

    enum Phase {
        OPEN,
        SHIPPED,
        COMPENSATING
    }

    /// The new process state and the commands to send after one event.
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
                : unchanged();
    }

    Transition on(PaymentCaptured event) {
        return isBalance(event.paymentId())
                ? new Transition(
                        this,
                        List.of(new ConfirmOrder(
                                holding.orderId(), Installment.BALANCE, event.amount(), holding.attempt())))
                : unchanged();
    }

    Transition onShipped() {
        return phase == Phase.OPEN
                ? new Transition(in(Phase.SHIPPED, Set.of()), List.of(holding.dispatch()))
                : unchanged();
    }

    Transition onCancelled() {
        if (phase != Phase.OPEN) {
            return unchanged();
        }
        var payments = payments();
        var commands = Stream.concat(
                Stream.<Object>of(holding.release("order cancelled")),
                payments.stream().map(p -> new ReversePayment(p, "order cancelled")));
        return new Transition(in(Phase.COMPENSATING, payments), commands.toList());
    }

    /// `kept` is the part of the captured amount that is not refunded.
    Transition onRefunded(PaymentId payment, Money kept) {
        return kept.isZero() ? onPaymentNotTaken(payment) : unchanged();
    }

    Transition onPaymentNotTaken(PaymentId payment) {
        return phase == Phase.COMPENSATING && owed.contains(payment)
                ? new Transition(without(payment), List.of())
                : unchanged();
    }

    boolean isEnded() {
        return phase == Phase.SHIPPED || (phase == Phase.COMPENSATING && owed.isEmpty());
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

    private Transition unchanged() {
        return new Transition(this, List.of());
    }
}
