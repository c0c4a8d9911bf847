package io.packhouse.catalog.command.category;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.catalog.api.category.CategoryCommand.*;
import io.packhouse.catalog.api.category.CategoryEvent;
import io.packhouse.catalog.api.category.CategoryTreeId;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/// Aggregate for all categories, in one stream. Decisions are in [CategoryTreeState].
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class CategoryTree {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private CategoryTreeId treeId;

    private final CategoryTreeState categoryTreeState = new CategoryTreeState();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(AddCategory command) {
        record(categoryTreeState.decide(command));
    }

    @CommandHandler
    void handle(ReviseCategory command) {
        record(categoryTreeState.decide(command));
    }

    @CommandHandler
    void handle(RemoveCategory command) {
        record(categoryTreeState.decide(command));
    }

    @CommandHandler
    void handle(VerifyCategoryExists command) {
        categoryTreeState.answer(command);
    }

    @EventSourcingHandler
    void on(CategoryEvent event) {
        treeId = event.treeId();
        categoryTreeState.evolve(event);
    }

    private static void record(List<CategoryEvent> events) {
        events.forEach(event -> apply(event));
    }
}
