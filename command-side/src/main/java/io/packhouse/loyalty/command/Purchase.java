package io.packhouse.loyalty.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.loyalty.api.purchase.LoyaltyPurchaseCommand;
import io.packhouse.loyalty.api.purchase.LoyaltyPurchaseCommand.*;
import io.packhouse.loyalty.api.purchase.LoyaltyPurchaseEvent;
import io.packhouse.loyalty.api.purchase.PurchaseId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/// Aggregate for an order that may earn points. Decisions are in [PurchaseState].
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class Purchase {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable")
    private PurchaseId purchaseId;

    private PurchaseState order = PurchaseState.UNKNOWN;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordPurchase command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordPurchasePayment command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordPurchaseRefund command) {
        decide(command);
    }

    @EventSourcingHandler
    void on(LoyaltyPurchaseEvent event) {
        purchaseId = event.purchaseId();
        order = order.evolve(event);
    }

    private void decide(LoyaltyPurchaseCommand command) {
        order.decide(command).forEach(event -> apply(event));
    }
}
