package io.packhouse.inventory.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.inventory.api.InventoryCommand.CorrectStock;
import io.packhouse.inventory.api.InventoryCommand.ReceiveStock;
import io.packhouse.inventory.api.InventoryCommand.ReturnStock;
import io.packhouse.inventory.api.InventoryCommand.WatchStock;
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

/// What Axon sees of one sellable thing at one place; [Stock] does the thinking.
///
/// Its stream grows for as long as it is sold, so it is snapshotted. Whoever changes what it or
/// [Stock] keeps raises the revision: older snapshots are then passed over.
@Aggregate(cache = "aggregates", lockFactory = "fairLocks", snapshotTriggerDefinition = "snapshots")
@Revision("1")
class InventoryItem {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private InventoryItemId itemId;

    private Stock stock = new Stock();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReceiveStock ask) {
        record(stock.decide(ask));
    }

    @CommandHandler
    void handle(CorrectStock ask) {
        record(stock.decide(ask));
    }

    @CommandHandler
    void handle(ReturnStock ask) {
        record(stock.decide(ask));
    }

    @CommandHandler
    void handle(WatchStock ask) {
        record(stock.decide(ask));
    }

    @EventSourcingHandler
    void on(InventoryItemEvent event) {
        itemId = event.itemId();
        stock.evolve(event);
    }

    static InventoryItem openedBy(List<InventoryItemEvent> events) {
        var item = new InventoryItem();
        item.record(events);
        return item;
    }

    /// For [Reservations], which decides over several items at once.
    Stock stock() {
        return stock;
    }

    void record(List<InventoryItemEvent> events) {
        events.forEach(event -> apply(event));
    }
}
