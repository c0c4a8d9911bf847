package io.packhouse.loyalty.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.loyalty.api.LoyaltyPurchaseCommand;
import io.packhouse.loyalty.api.LoyaltyPurchaseCommand.*;
import io.packhouse.loyalty.api.LoyaltyPurchaseEvent;
import io.packhouse.loyalty.api.PurchaseId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/// What Axon sees of an order that may earn points; [PaidOrder] does the thinking.
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class Purchase {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private PurchaseId purchaseId;

    private PaidOrder order = PaidOrder.UNKNOWN;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(NotePurchase ask) {
        decide(ask);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(NotePayment ask) {
        decide(ask);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(NoteRefund ask) {
        decide(ask);
    }

    @EventSourcingHandler
    void on(LoyaltyPurchaseEvent event) {
        purchaseId = event.purchaseId();
        order = order.evolve(event);
    }

    private void decide(LoyaltyPurchaseCommand ask) {
        order.decide(ask).forEach(event -> apply(event));
    }
}
