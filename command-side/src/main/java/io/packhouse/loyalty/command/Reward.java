package io.packhouse.loyalty.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.loyalty.api.RewardCommand.*;
import io.packhouse.loyalty.api.RewardEvent;
import io.packhouse.loyalty.api.RewardId;
import io.packhouse.loyalty.api.RewardQuote;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/// What Axon sees of one reward; [Prize] does the thinking.
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class Reward {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private RewardId rewardId;

    private final Prize prize = new Prize();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(OfferReward ask) {
        record(prize.decide(ask));
    }

    @CommandHandler
    void handle(ReviseReward ask) {
        record(prize.decide(ask));
    }

    @CommandHandler
    void handle(RetireReward ask) {
        record(prize.decide(ask));
    }

    @CommandHandler
    RewardQuote handle(QuoteReward ask) {
        return prize.answer(ask);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ClaimReward ask) {
        record(prize.decide(ask));
    }

    @EventSourcingHandler
    void on(RewardEvent event) {
        rewardId = event.rewardId();
        prize.evolve(event);
    }

    private static void record(List<RewardEvent> events) {
        events.forEach(event -> apply(event));
    }
}
