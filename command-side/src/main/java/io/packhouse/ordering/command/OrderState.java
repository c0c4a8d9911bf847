package io.packhouse.ordering.command;

import static io.packhouse.ordering.api.OrderRefusal.BALANCE_DUE;
import static io.packhouse.ordering.api.OrderRefusal.DISPUTED;
import static io.packhouse.ordering.api.OrderRefusal.MONEY_RETURNED;
import static io.packhouse.ordering.api.OrderRefusal.NOTHING_DUE;
import static io.packhouse.ordering.api.OrderRefusal.ORDER_STATUS_CONFLICT;
import static io.packhouse.ordering.api.OrderRefusal.UNKNOWN_ORDER;
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
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Money;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// State and decisions of one order. Pure: commands in, events out.
final class OrderState {

    private @Nullable OrderPlaced placed;
    private OrderStatus status = PLACED;
    private @Nullable OrderMoney money;
    private final Set<Installment> captured = EnumSet.noneOf(Installment.class);
    private final Set<Installment> refused = EnumSet.noneOf(Installment.class);

    List<OrderEvent> decide(PlaceOrder command) {
        return placed != null
                ? List.of()
                : List.of(new OrderPlaced(
                        command.orderId(),
                        OrderNumber.derivedFrom(command.orderId()),
                        command.buyer(),
                        command.shipTo(),
                        command.terms(),
                        command.placedAt(),
                        command.cartId()));
    }

    List<OrderEvent> decide(AcceptOrder command) {
        return switch (status) {
            case PLACED -> List.of(new OrderAccepted(command.orderId()));
            case REJECTED, CANCELLED -> List.of(new OrderAcceptanceRejected(command.orderId(), status));
            default -> List.of();
        };
    }

    List<OrderEvent> decide(RejectOrder command) {
        return status == PLACED ? List.of(new OrderRejected(command.orderId(), command.missing())) : List.of();
    }

    List<OrderEvent> decide(ConfirmOrder command) {
        if (captured.contains(command.installment()) || refused.contains(command.installment())) {
            return List.of();
        }
        if (!isDue(command)) {
            return List.of(new OrderConfirmationRejected(
                    command.orderId(), command.installment(), command.captured(), status));
        }
        var paid = money().paid().plus(command.captured());
        var paymentStatus = money().statusWhenPaid(paid);
        if (command.installment() == Installment.BALANCE) {
            return List.of(new OrderBalancePaid(command.orderId(), command.captured(), paid, paymentStatus));
        }
        return List.of(new OrderConfirmed(
                command.orderId(),
                command.installment(),
                command.captured(),
                paid,
                paymentStatus,
                agreed().terms().demand(),
                command.attempt()));
    }

    List<OrderEvent> decide(CancelOrder command) {
        var id = command.orderId();
        if (command.reason() == CancellationReason.BUYER_REQUEST
                && !agreed().buyer().equals(command.by())) {
            throw new CommandRejectedException(UNKNOWN_ORDER); // Do not reveal others' orders.
        }
        if (status == CANCELLED) {
            return List.of();
        }
        if (OrderTransitions.allowed(status, CANCELLED)) {
            return List.of(new OrderCancelled(id, command.reason(), command.note(), status, money().paid()));
        }
        return switch (command.reason()) {
            case BUYER_REQUEST, STAFF_DECISION -> throw wrongState();
            case PAYMENT_EXPIRED, PAYMENT_FAILED, PAYMENT_MISMATCHED, STOCK_UNAVAILABLE ->
                List.of(new OrderCancellationRejected(id, command.reason(), status));
        };
    }

    List<OrderEvent> decide(RecordRefund command) {
        return money().decide(command);
    }

    List<OrderEvent> decide(RecordDispute command) {
        return money().decide(command);
    }

    List<OrderEvent> decide(RecordDisputeDecision command) {
        return money().decide(command);
    }

    List<OrderEvent> decide(StartOrderProcessing command) {
        requireMoney(CONFIRMED);
        return reach(PROCESSING, new OrderProcessingStarted(command.orderId()));
    }

    List<OrderEvent> decide(ShipOrder command) {
        requireMoney(PROCESSING);
        if (status == PROCESSING && money().isDisputed()) {
            throw new CommandRejectedException(DISPUTED, facts());
        }
        if (status == PROCESSING && !money().due().isZero()) {
            throw new CommandRejectedException(BALANCE_DUE, Map.of("due", money().due()));
        }
        return reach(SHIPPED, new OrderShipped(command.orderId(), command.carrier(), command.trackingNumber()));
    }

    List<OrderEvent> decide(DeliverOrder command) {
        return reach(DELIVERED, new OrderDelivered(command.orderId()));
    }

    /// The amount that must be paid before the order ships.
    Money answer(GetBalanceDue command) {
        if (command.by() != null && !agreed().buyer().equals(command.by())) {
            throw new CommandRejectedException(UNKNOWN_ORDER);
        }
        if ((status != CONFIRMED && status != PROCESSING)
                || agreed().terms().plan() != PaymentPlan.DEPOSIT
                || money().due().isZero()) {
            throw new CommandRejectedException(NOTHING_DUE, Map.of("status", status));
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
            case OrderConfirmationRejected e -> refused.add(e.installment());
            case OrderCancelled _ -> status = CANCELLED;
            case OrderProcessingStarted _ -> status = PROCESSING;
            case OrderShipped _ -> status = SHIPPED;
            case OrderDelivered _ -> status = DELIVERED;
            case OrderRefunded _, OrderDisputed _, OrderDisputeWon _, OrderDisputeLost _ -> {}
            case OrderAcceptanceRejected _, OrderCancellationRejected _ -> {}
        }
    }

    OrderStatus status() {
        return status;
    }

    OrderMoney money() {
        return Objects.requireNonNull(money);
    }

    /// Whether the installment is due in exactly that amount; any other payment is refunded.
    private boolean isDue(ConfirmOrder command) {
        var terms = agreed().terms();
        return switch (command.installment()) {
            case FULL, DEPOSIT ->
                status == PENDING
                        && terms.plan().name().equals(command.installment().name())
                        && command.captured().equals(terms.totals().dueNow());
            case BALANCE ->
                (status == CONFIRMED || status == PROCESSING)
                        && terms.plan() == PaymentPlan.DEPOSIT
                        && command.captured().equals(money().due());
        };
    }

    /// A fully refunded order cannot be continued, only cancelled.
    private void requireMoney(OrderStatus before) {
        if (status == before && money().isReturned()) {
            throw new CommandRejectedException(MONEY_RETURNED, facts());
        }
    }

    private Map<String, Object> facts() {
        var paymentStatus = money().statusWhenPaid(money().paid());
        var allowed = OrderTransitions.commandsIn(status, paymentStatus, money().isDisputed());
        return Map.of("status", status, "refunded", money().refunded(), "allowedCommands", allowed);
    }

    OrderPlaced agreed() {
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

    private CommandRejectedException wrongState() {
        return new CommandRejectedException(
                ORDER_STATUS_CONFLICT,
                Map.of("status", status, "allowedCommands", OrderTransitions.commandsIn(status)));
    }
}
