package io.packhouse.inventory.command;

import io.packhouse.inventory.api.InventoryCommand.CommitReservation;
import io.packhouse.inventory.api.InventoryCommand.DispatchReservation;
import io.packhouse.inventory.api.InventoryCommand.ExpireReservation;
import io.packhouse.inventory.api.InventoryCommand.ReleaseByHand;
import io.packhouse.inventory.api.InventoryCommand.ReleaseReservation;
import io.packhouse.inventory.api.InventoryCommand.ReserveStock;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.Location;
import io.packhouse.shared.api.AskStocked;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/// Promises over several items, in one transaction: all of them or none.
@Component
class Reservations {

    private final Repository<InventoryItem> repository;

    Reservations(Repository<InventoryItem> repository) {
        this.repository = repository;
    }

    @CommandHandler
    void handle(ReserveStock ask) {
        var items = load(ask.demand().keySet());
        if (items.any((_, stock) -> stock.hasDecided(ask.reservationId()))) {
            return; // Asked before: the answer is in the log already.
        }
        var shortages =
                items.each(
                        (id, stock) -> stock.shortage(id, ask.demand().get(id).value()).stream());
        if (shortages.isEmpty()) {
            items.record((id, stock) -> stock.decide(id, ask));
        } else {
            items.recordOnFirst((_, _) -> true, (id, stock) -> stock.refuse(id, ask, shortages));
        }
    }

    @CommandHandler
    void handle(ReleaseReservation ask) {
        load(ask.items()).record((id, stock) -> stock.decide(id, ask));
    }

    @CommandHandler
    void handle(ExpireReservation ask) {
        load(ask.items()).record((id, stock) -> stock.decide(id, ask));
    }

    @CommandHandler
    void handle(CommitReservation ask) {
        var items = load(ask.items());
        if (items.any((_, stock) -> !stock.canCommit(ask))) {
            items.recordOnFirst(
                    (_, stock) -> !stock.canCommit(ask), (id, stock) -> stock.refuse(id, ask));
            items.record((id, stock) -> stock.lapse(id, ask));
        } else {
            items.record((id, stock) -> stock.decide(id, ask));
        }
    }

    @CommandHandler
    void handle(DispatchReservation ask) {
        load(ask.items()).record((id, stock) -> stock.decide(id, ask));
    }

    @CommandHandler
    void handle(ReleaseByHand ask) {
        load(ask.items()).record((id, stock) -> stock.decide(id, ask));
    }

    @CommandHandler
    boolean handle(AskStocked ask) {
        return LoadedItems.isKnown(repository, InventoryItemId.at(Location.MAIN, ask.sku()));
    }

    private LoadedItems load(Set<InventoryItemId> ids) {
        return LoadedItems.inOrderOfId(repository, ids);
    }
}
