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

/// What Axon sees of an order; [Agreement] does the thinking.
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class Order {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private OrderId orderId;

    private final Agreement agreement = new Agreement();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(PlaceOrder ask) {
        record(agreement.decide(ask));
    }

    @CommandHandler
    void handle(AcceptOrder ask) {
        record(agreement.decide(ask));
    }

    @CommandHandler
    void handle(RejectOrder ask) {
        record(agreement.decide(ask));
    }

    @CommandHandler
    void handle(ConfirmOrder ask) {
        record(agreement.decide(ask));
    }

    @CommandHandler
    void handle(CancelOrder ask) {
        record(agreement.decide(ask));
    }

    @CommandHandler
    void handle(RecordRefund ask) {
        record(agreement.decide(ask));
    }

    @CommandHandler
    void handle(RecordDispute ask) {
        record(agreement.decide(ask));
    }

    @CommandHandler
    void handle(RecordDisputeDecision ask) {
        record(agreement.decide(ask));
    }

    @CommandHandler
    void handle(ProcessOrder ask) {
        record(agreement.decide(ask));
    }

    @CommandHandler
    void handle(ShipOrder ask) {
        record(agreement.decide(ask));
    }

    @CommandHandler
    void handle(DeliverOrder ask) {
        record(agreement.decide(ask));
    }

    @CommandHandler
    PersonId handle(FindBuyer ask) {
        return agreement.agreed().buyer();
    }

    @CommandHandler
    Money handle(AskBalance ask) {
        return agreement.answer(ask);
    }

    @EventSourcingHandler
    void on(OrderEvent event) {
        orderId = event.orderId();
        agreement.evolve(event);
    }

    private static void record(List<OrderEvent> events) {
        events.forEach(event -> apply(event));
    }
}
