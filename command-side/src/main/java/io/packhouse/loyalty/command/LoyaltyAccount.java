package io.packhouse.loyalty.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.loyalty.api.LoyaltyAccountEvent;
import io.packhouse.loyalty.api.LoyaltyAccountId;
import io.packhouse.loyalty.api.LoyaltyCommand.*;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/// What Axon sees of somebody's points; [Decision] and [Points] do the thinking.
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class LoyaltyAccount {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private LoyaltyAccountId accountId;

    private final Points points = new Points();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CreditPurchase ask) {
        record(Decision.on(ask.accountId(), points, deciding -> deciding.decide(ask)));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RewardAction ask) {
        record(Decision.on(ask.accountId(), points, deciding -> deciding.decide(ask)));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(AdjustPoints ask) {
        record(Decision.on(ask.accountId(), points, deciding -> deciding.decide(ask)));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReservePoints ask) {
        record(Decision.on(ask.accountId(), points, deciding -> deciding.decide(ask)));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SpendPoints ask) {
        record(Decision.on(ask.accountId(), points, deciding -> deciding.decide(ask)));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReleasePoints ask) {
        record(Decision.on(ask.accountId(), points, deciding -> deciding.decide(ask)));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ExpirePoints ask) {
        record(Decision.on(ask.accountId(), points, deciding -> deciding.decide(ask)));
    }

    @EventSourcingHandler
    void on(LoyaltyAccountEvent event) {
        accountId = event.accountId();
        points.evolve(event);
    }

    private static void record(List<LoyaltyAccountEvent> events) {
        events.forEach(event -> apply(event));
    }
}
