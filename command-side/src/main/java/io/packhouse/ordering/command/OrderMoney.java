package io.packhouse.ordering.command;

import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderCommand.RecordDispute;
import io.packhouse.ordering.api.OrderCommand.RecordDisputeDecision;
import io.packhouse.ordering.api.OrderCommand.RecordRefund;
import io.packhouse.ordering.api.OrderEvent;
import io.packhouse.ordering.api.OrderEvent.OrderBalancePaid;
import io.packhouse.ordering.api.OrderEvent.OrderConfirmed;
import io.packhouse.ordering.api.OrderEvent.OrderDisputeLost;
import io.packhouse.ordering.api.OrderEvent.OrderDisputeWon;
import io.packhouse.ordering.api.OrderEvent.OrderDisputed;
import io.packhouse.ordering.api.OrderEvent.OrderRefunded;
import io.packhouse.ordering.api.OrderPaymentStatus;
import io.packhouse.shared.api.Money;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was paid for an order, what went back to the buyer, and what a bank has to decide. Money
/// goes back in every state of an order, and whoever gives it back.
final class OrderMoney {

    private final Money total;
    private final Map<Installment, Money> returned = new EnumMap<>(Installment.class);
    private final Map<String, Boolean> openDisputes = new HashMap<>();
    private Money paid;
    private Money refunded;

    OrderMoney(Money total) {
        this.total = total;
        paid = nothing();
        refunded = nothing();
    }

    Money paid() {
        return paid;
    }

    Money refunded() {
        return refunded;
    }

    Money due() {
        return total.minus(paid);
    }

    /// Whether nothing of what was paid is left.
    boolean isReturned() {
        return !refunded.isZero() && !paid.isMoreThan(refunded);
    }

    boolean isDisputed() {
        return openDisputes.containsValue(true);
    }

    OrderPaymentStatus statusWhenPaid(Money paidThen) {
        if (refunded.isZero()) {
            return total.isMoreThan(paidThen)
                    ? OrderPaymentStatus.DEPOSIT_PAID
                    : OrderPaymentStatus.PAID;
        }
        return paidThen.isMoreThan(refunded)
                ? OrderPaymentStatus.PARTIALLY_REFUNDED
                : OrderPaymentStatus.REFUNDED;
    }

    List<OrderEvent> decide(RecordRefund command) {
        var amount = notKnown(command.installment(), command.refunded());
        if (amount.isZero()) {
            return List.of();
        }
        var back = refunded.plus(amount);
        return List.of(
                new OrderRefunded(
                        command.orderId(),
                        command.installment(),
                        amount,
                        back,
                        statusWhenReturned(back, command.kept())));
    }

    List<OrderEvent> decide(RecordDispute command) {
        return openDisputes.containsKey(command.disputeId())
                ? List.of()
                : List.of(
                        new OrderDisputed(
                                command.orderId(),
                                command.installment(),
                                command.disputeId(),
                                command.amount(),
                                command.reason()));
    }

    /// May come before the dispute itself does.
    List<OrderEvent> decide(RecordDisputeDecision command) {
        if (openDisputes.containsKey(command.disputeId())
                && !openDisputes.get(command.disputeId())) {
            return List.of();
        }
        var disputed =
                openDisputes.entrySet().stream()
                        .anyMatch(e -> e.getValue() && !e.getKey().equals(command.disputeId()));
        return switch (command.decision()) {
            case WON ->
                    List.of(
                            new OrderDisputeWon(
                                    command.orderId(),
                                    command.installment(),
                                    command.disputeId(),
                                    disputed));
            case LOST -> {
                var amount = notKnown(command.installment(), command.refunded());
                var back = refunded.plus(amount);
                yield List.of(
                        new OrderDisputeLost(
                                command.orderId(),
                                command.installment(),
                                command.disputeId(),
                                amount,
                                back,
                                statusWhenReturned(back, command.kept()),
                                disputed));
            }
        };
    }

    void evolve(OrderEvent event) {
        switch (event) {
            case OrderConfirmed e -> paid = e.paid();
            case OrderBalancePaid e -> paid = e.paid();
            case OrderRefunded e -> goneBack(e.installment(), e.amount(), e.refunded());
            case OrderDisputed e -> openDisputes.put(e.disputeId(), true);
            case OrderDisputeWon e -> openDisputes.put(e.disputeId(), false);
            case OrderDisputeLost e -> {
                openDisputes.put(e.disputeId(), false);
                goneBack(e.installment(), e.amount(), e.refunded());
            }
            default -> {} // Only money counts here; Agreement looks at every event.
        }
    }

    private void goneBack(Installment installment, Money amount, Money back) {
        returned.merge(installment, amount, Money::plus);
        refunded = back;
    }

    /// `kept` counts where an order was never confirmed, and so does not know what was captured.
    private OrderPaymentStatus statusWhenReturned(Money back, Money kept) {
        return paid.isMoreThan(back) || !kept.isZero()
                ? OrderPaymentStatus.PARTIALLY_REFUNDED
                : OrderPaymentStatus.REFUNDED;
    }

    private Money notKnown(Installment installment, Money told) {
        var known = returned.getOrDefault(installment, nothing());
        return told.isMoreThan(known) ? told.minus(known) : nothing();
    }

    private Money nothing() {
        return Money.zero(total.currency());
    }
}
