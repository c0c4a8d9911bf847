package io.packhouse.identity.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.identity.api.AccountView;
import io.packhouse.identity.api.PersonCommand.*;
import io.packhouse.identity.api.PersonEvent;
import io.packhouse.shared.api.PersonId;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/// Aggregate for one person. Decisions are in [PersonState].
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class Person {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private PersonId personId;

    private final PersonState person = new PersonState();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CreateGuest command) {
        record(person.decide(command));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RegisterAccount command) {
        record(person.decide(command));
    }

    @CommandHandler
    void handle(VerifyEmail command) {
        record(person.decide(command));
    }

    @CommandHandler
    void handle(ChangeEmail command) {
        record(person.decide(command));
    }

    @CommandHandler
    void handle(ChangeName command) {
        record(person.decide(command));
    }

    @CommandHandler
    void handle(GrantRole command) {
        record(person.decide(command));
    }

    @CommandHandler
    void handle(RevokeRole command) {
        record(person.decide(command));
    }

    @CommandHandler
    void handle(DeactivateAccount command) {
        record(person.decide(command));
    }

    @CommandHandler
    void handle(ReactivateAccount command) {
        record(person.decide(command));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ErasePerson command) {
        record(person.decide(command));
    }

    @CommandHandler
    void handle(EraseGuest command) {
        record(person.decide(command));
    }

    @CommandHandler
    AccountView handle(GetAccount command) {
        return person.answer(command);
    }

    @EventSourcingHandler
    void on(PersonEvent event) {
        personId = event.personId();
        person.evolve(event);
    }

    private static void record(List<? extends PersonEvent> events) {
        events.forEach(event -> apply(event));
    }
}
