package io.packhouse.ordering.command;

import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.ordering.api.OrderEvent;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.ordering.api.OrderPaymentStatus;
import io.packhouse.shared.api.Money;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was paid for an order, refunded to the buyer, and disputed. Refunds are recorded in every
/// state of an order, whether the buyer's bank, the provider or staff caused them.
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

    /// Whether everything that was paid has been refunded.
    boolean isReturned() {
        return !refunded.isZero() && !paid.isMoreThan(refunded);
    }

    boolean isDisputed() {
        return openDisputes.containsValue(true);
    }

    OrderPaymentStatus statusWhenPaid(Money paidThen) {
        if (refunded.isZero()) {
            return total.isMoreThan(paidThen) ? OrderPaymentStatus.DEPOSIT_PAID : OrderPaymentStatus.PAID;
        }
        return paidThen.isMoreThan(refunded) ? OrderPaymentStatus.PARTIALLY_REFUNDED : OrderPaymentStatus.REFUNDED;
    }

    List<OrderEvent> decide(RecordRefund command) {
        var amount = newlyReturned(command.installment(), command.refunded());
        if (amount.isZero()) {
            return List.of();
        }
        var back = refunded.plus(amount);
        return List.of(new OrderRefunded(
                command.orderId(), command.installment(), amount, back, statusWhenReturned(back, command.kept())));
    }

    List<OrderEvent> decide(RecordDispute command) {
        return openDisputes.containsKey(command.disputeId())
                ? List.of()
                : List.of(new OrderDisputed(
                        command.orderId(),
                        command.installment(),
                        command.disputeId(),
                        command.amount(),
                        command.reason()));
    }

    /// The decision may arrive before the dispute itself.
    List<OrderEvent> decide(RecordDisputeDecision command) {
        if (openDisputes.containsKey(command.disputeId()) && !openDisputes.get(command.disputeId())) {
            return List.of();
        }
        var disputed = openDisputes.entrySet().stream()
                .anyMatch(e -> e.getValue() && !e.getKey().equals(command.disputeId()));
        return switch (command.decision()) {
            case WON ->
                List.of(new OrderDisputeWon(command.orderId(), command.installment(), command.disputeId(), disputed));
            case LOST -> {
                var amount = newlyReturned(command.installment(), command.refunded());
                var back = refunded.plus(amount);
                yield List.of(new OrderDisputeLost(
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
            case OrderRefunded e -> recordReturn(e.installment(), e.amount(), e.refunded());
            case OrderDisputed e -> openDisputes.put(e.disputeId(), true);
            case OrderDisputeWon e -> openDisputes.put(e.disputeId(), false);
            case OrderDisputeLost e -> {
                openDisputes.put(e.disputeId(), false);
                recordReturn(e.installment(), e.amount(), e.refunded());
            }
            default -> {} // Only events about money matter here; OrderState handles all of them.
        }
    }

    private void recordReturn(Installment installment, Money amount, Money back) {
        returned.merge(installment, amount, Money::plus);
        refunded = back;
    }

    /// `kept` matters where an order was never confirmed, because then the captured amount is
    /// unknown.
    private OrderPaymentStatus statusWhenReturned(Money back, Money kept) {
        return paid.isMoreThan(back) || !kept.isZero()
                ? OrderPaymentStatus.PARTIALLY_REFUNDED
                : OrderPaymentStatus.REFUNDED;
    }

    private Money newlyReturned(Installment installment, Money reported) {
        var known = returned.getOrDefault(installment, nothing());
        return reported.isMoreThan(known) ? reported.minus(known) : nothing();
    }

    private Money nothing() {
        return Money.zero(total.currency());
    }
}
