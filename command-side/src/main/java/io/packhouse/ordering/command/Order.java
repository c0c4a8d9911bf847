package io.packhouse.ordering.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.ordering.api.OrderEvent;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.PersonId;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/// Aggregate for one order. Decisions are in [OrderState].
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class Order {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable")
    private OrderId orderId;

    private final OrderState orderState = new OrderState();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(PlaceOrder command) {
        record(orderState.decide(command));
    }

    @CommandHandler
    void handle(AcceptOrder command) {
        record(orderState.decide(command));
    }

    @CommandHandler
    void handle(RejectOrder command) {
        record(orderState.decide(command));
    }

    @CommandHandler
    void handle(ConfirmOrder command) {
        record(orderState.decide(command));
    }

    @CommandHandler
    void handle(CancelOrder command) {
        record(orderState.decide(command));
    }

    @CommandHandler
    void handle(RecordRefund command) {
        record(orderState.decide(command));
    }

    @CommandHandler
    void handle(RecordDispute command) {
        record(orderState.decide(command));
    }

    @CommandHandler
    void handle(RecordDisputeDecision command) {
        record(orderState.decide(command));
    }

    @CommandHandler
    void handle(StartOrderProcessing command) {
        record(orderState.decide(command));
    }

    @CommandHandler
    void handle(ShipOrder command) {
        record(orderState.decide(command));
    }

    @CommandHandler
    void handle(DeliverOrder command) {
        record(orderState.decide(command));
    }

    @CommandHandler
    PersonId handle(FindBuyer command) {
        return orderState.agreed().buyer();
    }

    @CommandHandler
    Money handle(GetBalanceDue command) {
        return orderState.answer(command);
    }

    @EventSourcingHandler
    void on(OrderEvent event) {
        orderId = event.orderId();
        orderState.evolve(event);
    }

    private static void record(List<OrderEvent> events) {
        events.forEach(event -> apply(event));
    }
}
