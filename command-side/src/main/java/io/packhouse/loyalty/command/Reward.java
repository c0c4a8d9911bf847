package io.packhouse.loyalty.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.loyalty.api.reward.RewardCommand.*;
import io.packhouse.loyalty.api.reward.RewardEvent;
import io.packhouse.loyalty.api.reward.RewardId;
import io.packhouse.loyalty.api.reward.RewardQuote;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/// Aggregate for one reward. Decisions are in [RewardState].
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class Reward {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable")
    private RewardId rewardId;

    private final RewardState rewardState = new RewardState();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(OfferReward command) {
        record(rewardState.decide(command));
    }

    @CommandHandler
    void handle(ReviseReward command) {
        record(rewardState.decide(command));
    }

    @CommandHandler
    void handle(RetireReward command) {
        record(rewardState.decide(command));
    }

    @CommandHandler
    RewardQuote handle(QuoteReward command) {
        return rewardState.answer(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ClaimReward command) {
        record(rewardState.decide(command));
    }

    @EventSourcingHandler
    void on(RewardEvent event) {
        rewardId = event.rewardId();
        rewardState.evolve(event);
    }

    private static void record(List<RewardEvent> events) {
        events.forEach(event -> apply(event));
    }
}
