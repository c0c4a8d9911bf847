package io.packhouse.ordering.command;

import static io.packhouse.ordering.api.OrderRefusal.BALANCE_DUE;
import static io.packhouse.ordering.api.OrderRefusal.DISPUTED;
import static io.packhouse.ordering.api.OrderRefusal.MONEY_RETURNED;
import static io.packhouse.ordering.api.OrderRefusal.NOTHING_DUE;
import static io.packhouse.ordering.api.OrderRefusal.UNKNOWN_ORDER;
import static io.packhouse.ordering.api.OrderRefusal.WRONG_STATE;
import static io.packhouse.ordering.api.OrderStatus.CANCELLED;
import static io.packhouse.ordering.api.OrderStatus.CONFIRMED;
import static io.packhouse.ordering.api.OrderStatus.DELIVERED;
import static io.packhouse.ordering.api.OrderStatus.PENDING;
import static io.packhouse.ordering.api.OrderStatus.PLACED;
import static io.packhouse.ordering.api.OrderStatus.PROCESSING;
import static io.packhouse.ordering.api.OrderStatus.REJECTED;
import static io.packhouse.ordering.api.OrderStatus.SHIPPED;

import io.packhouse.ordering.api.CancellationReason;
import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.ordering.api.OrderEvent;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.ordering.api.OrderNumber;
import io.packhouse.ordering.api.OrderStatus;
import io.packhouse.ordering.api.OrderTransitions;
import io.packhouse.ordering.api.PaymentPlan;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Refused;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one order knows and decides. Pure: commands in, events out, events in.
final class Agreement {

    private @Nullable OrderPlaced placed;
    private OrderStatus status = PLACED;
    private @Nullable OrderMoney money;
    private final Set<Installment> captured = EnumSet.noneOf(Installment.class);
    private final Set<Installment> refusedInstallments = EnumSet.noneOf(Installment.class);

    List<OrderEvent> decide(PlaceOrder ask) {
        return placed != null
                ? List.of()
                : List.of(
                        new OrderPlaced(
                                ask.orderId(),
                                OrderNumber.derivedFrom(ask.orderId()),
                                ask.buyer(),
                                ask.shipTo(),
                                ask.terms(),
                                ask.placedAt(),
                                ask.cartId()));
    }

    List<OrderEvent> decide(AcceptOrder ask) {
        return switch (status) {
            case PLACED -> List.of(new OrderAccepted(ask.orderId()));
            case REJECTED, CANCELLED -> List.of(new AcceptanceRefused(ask.orderId(), status));
            default -> List.of();
        };
    }

    List<OrderEvent> decide(RejectOrder ask) {
        return status == PLACED
                ? List.of(new OrderRejected(ask.orderId(), ask.missing()))
                : List.of();
    }

    List<OrderEvent> decide(ConfirmOrder ask) {
        if (captured.contains(ask.installment())
                || refusedInstallments.contains(ask.installment())) {
            return List.of();
        }
        if (!isDue(ask)) {
            return List.of(
                    new ConfirmationRefused(
                            ask.orderId(), ask.installment(), ask.captured(), status));
        }
        var paid = money().paid().plus(ask.captured());
        var paymentStatus = money().statusWhenPaid(paid);
        if (ask.installment() == Installment.BALANCE) {
            return List.of(
                    new OrderBalancePaid(ask.orderId(), ask.captured(), paid, paymentStatus));
        }
        return List.of(
                new OrderConfirmed(
                        ask.orderId(),
                        ask.installment(),
                        ask.captured(),
                        paid,
                        paymentStatus,
                        agreed().terms().demand(),
                        ask.attempt()));
    }

    List<OrderEvent> decide(CancelOrder ask) {
        if (ask.reason() == CancellationReason.BUYER_REQUEST
                && !agreed().buyer().equals(ask.by())) {
            throw new Refused(UNKNOWN_ORDER); // Whose order it is, is nobody else's business.
        }
        if (status == CANCELLED) {
            return List.of();
        }
        if (OrderTransitions.allowed(status, CANCELLED)) {
            return List.of(
                    new OrderCancelled(
                            ask.orderId(), ask.reason(), ask.note(), status, money().paid()));
        }
        return switch (ask.reason()) {
            case BUYER_REQUEST, STAFF_DECISION -> throw wrongState();
            case PAYMENT_EXPIRED, PAYMENT_FAILED, STOCK_LOST ->
                    List.of(new CancellationRefused(ask.orderId(), ask.reason(), status));
        };
    }

    List<OrderEvent> decide(RecordRefund ask) {
        return money().decide(ask);
    }

    List<OrderEvent> decide(RecordDispute ask) {
        return money().decide(ask);
    }

    List<OrderEvent> decide(RecordDisputeDecision ask) {
        return money().decide(ask);
    }

    List<OrderEvent> decide(ProcessOrder ask) {
        requireMoney(CONFIRMED);
        return reach(PROCESSING, new OrderProcessed(ask.orderId()));
    }

    List<OrderEvent> decide(ShipOrder ask) {
        requireMoney(PROCESSING);
        if (status == PROCESSING && money().isDisputed()) {
            throw new Refused(DISPUTED, facts());
        }
        if (status == PROCESSING && !money().due().isZero()) {
            throw new Refused(BALANCE_DUE, Map.of("due", money().due()));
        }
        return reach(SHIPPED, new OrderShipped(ask.orderId(), ask.carrier(), ask.trackingNumber()));
    }

    List<OrderEvent> decide(DeliverOrder ask) {
        return reach(DELIVERED, new OrderDelivered(ask.orderId()));
    }

    /// What is still to be paid before the order ships.
    Money answer(AskBalance ask) {
        if (ask.by() != null && !agreed().buyer().equals(ask.by())) {
            throw new Refused(UNKNOWN_ORDER);
        }
        if ((status != CONFIRMED && status != PROCESSING)
                || agreed().terms().plan() != PaymentPlan.DEPOSIT
                || money().due().isZero()) {
            throw new Refused(NOTHING_DUE, Map.of("status", status));
        }
        requireMoney(status);
        return money().due();
    }

    void evolve(OrderEvent event) {
        if (event instanceof OrderPlaced e) {
            money = new OrderMoney(e.terms().totals().total());
        }
        money().evolve(event);
        switch (event) {
            case OrderPlaced e -> placed = e;
            case OrderAccepted _ -> status = PENDING;
            case OrderRejected _ -> status = REJECTED;
            case OrderConfirmed e -> {
                status = CONFIRMED;
                captured.add(e.installment());
            }
            case OrderBalancePaid _ -> captured.add(Installment.BALANCE);
            case ConfirmationRefused e -> refusedInstallments.add(e.installment());
            case OrderCancelled _ -> status = CANCELLED;
            case OrderProcessed _ -> status = PROCESSING;
            case OrderShipped _ -> status = SHIPPED;
            case OrderDelivered _ -> status = DELIVERED;
            case OrderRefunded _, OrderDisputed _, OrderDisputeWon _, OrderDisputeLost _ -> {}
            case AcceptanceRefused _, CancellationRefused _ -> {}
        }
    }

    OrderStatus status() {
        return status;
    }

    OrderMoney money() {
        return Objects.requireNonNull(money);
    }

    /// Whether it is that installment's turn, to the minor unit; any other money goes back.
    private boolean isDue(ConfirmOrder ask) {
        var terms = agreed().terms();
        return switch (ask.installment()) {
            case FULL, DEPOSIT ->
                    status == PENDING
                            && terms.plan().name().equals(ask.installment().name())
                            && ask.captured().equals(terms.totals().dueNow());
            case BALANCE ->
                    (status == CONFIRMED || status == PROCESSING)
                            && terms.plan() == PaymentPlan.DEPOSIT
                            && ask.captured().equals(money().due());
        };
    }

    /// What was refunded in full goes no further from there; it can be cancelled.
    private void requireMoney(OrderStatus before) {
        if (status == before && money().isReturned()) {
            throw new Refused(MONEY_RETURNED, facts());
        }
    }

    private Map<String, Object> facts() {
        var paymentStatus = money().statusWhenPaid(money().paid());
        return Map.of(
                "status",
                status,
                "refunded",
                money().refunded(),
                "allowedCommands",
                OrderTransitions.commandsIn(status, paymentStatus, money().isDisputed()));
    }

    private OrderPlaced agreed() {
        return Objects.requireNonNull(placed);
    }

    private List<OrderEvent> reach(OrderStatus next, OrderEvent event) {
        if (status == next) {
            return List.of();
        }
        if (!OrderTransitions.allowed(status, next)) {
            throw wrongState();
        }
        return List.of(event);
    }

    private Refused wrongState() {
        return new Refused(
                WRONG_STATE,
                Map.of("status", status, "allowedCommands", OrderTransitions.commandsIn(status)));
    }
}
