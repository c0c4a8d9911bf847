package io.packhouse.loyalty.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.loyalty.api.account.LoyaltyAccountEvent;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.LoyaltyCommand;
import io.packhouse.loyalty.api.account.LoyaltyCommand.*;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/// Aggregate for the points of one customer. Decisions are in [LoyaltyAccountDecider] and
/// [LoyaltyAccountState].
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class LoyaltyAccount {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable")
    private LoyaltyAccountId accountId;

    private final LoyaltyAccountState loyaltyAccountState = new LoyaltyAccountState();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(AwardPurchasePoints command) {
        decider(command).decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(AwardActionPoints command) {
        decider(command).decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(AdjustPoints command) {
        decider(command).decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReservePoints command) {
        decider(command).decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RedeemPoints command) {
        decider(command).decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReleasePoints command) {
        decider(command).decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ExpirePoints command) {
        decider(command).decide(command);
    }

    @EventSourcingHandler
    void on(LoyaltyAccountEvent event) {
        accountId = event.accountId();
        loyaltyAccountState.evolve(event);
    }

    private LoyaltyAccountDecider decider(LoyaltyCommand command) {
        return new LoyaltyAccountDecider(command.accountId(), loyaltyAccountState, event -> apply(event));
    }
}
