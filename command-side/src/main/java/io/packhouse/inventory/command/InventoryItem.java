package io.packhouse.inventory.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.inventory.api.InventoryCommand.*;
import io.packhouse.inventory.api.InventoryItemEvent;
import io.packhouse.inventory.api.InventoryItemId;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/// Aggregate for one SKU at one location. Decisions are in [InventoryItemState]. Snapshotted,
/// because its stream grows for as long as it is sold. A change of its fields or of those of
/// [InventoryItemState] needs a new revision: older snapshots are then ignored.
@Aggregate(cache = "aggregates", lockFactory = "fairLocks", snapshotTriggerDefinition = "snapshots")
@Revision("1")
class InventoryItem {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private InventoryItemId itemId;

    private InventoryItemState stock = new InventoryItemState();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReceiveStock command) {
        record(stock.decide(command));
    }

    @CommandHandler
    void handle(CorrectStock command) {
        record(stock.decide(command));
    }

    @CommandHandler
    void handle(ReturnStock command) {
        record(stock.decide(command));
    }

    @CommandHandler
    void handle(SetLowStockThreshold command) {
        record(stock.decide(command));
    }

    @EventSourcingHandler
    void on(InventoryItemEvent event) {
        itemId = event.itemId();
        stock.evolve(event);
    }

    /// For [ReservationCommandHandler], which decides over several items at once.
    InventoryItemState stock() {
        return stock;
    }

    void record(List<InventoryItemEvent> events) {
        events.forEach(event -> apply(event));
    }
}
