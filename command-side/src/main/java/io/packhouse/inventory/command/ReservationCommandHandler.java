package io.packhouse.inventory.command;

import io.packhouse.inventory.api.InventoryCommand.CommitReservation;
import io.packhouse.inventory.api.InventoryCommand.DispatchReservation;
import io.packhouse.inventory.api.InventoryCommand.ExpireReservation;
import io.packhouse.inventory.api.InventoryCommand.ReleaseReservation;
import io.packhouse.inventory.api.InventoryCommand.ReleaseReservationManually;
import io.packhouse.inventory.api.InventoryCommand.ReserveStock;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.Location;
import io.packhouse.shared.api.GetStockHistory;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/// Reserves and changes several items in one transaction: all of them or none.
@Component
class ReservationCommandHandler {

    private final Repository<InventoryItem> repository;

    ReservationCommandHandler(Repository<InventoryItem> repository) {
        this.repository = repository;
    }

    @CommandHandler
    void handle(ReserveStock command) {
        var items = load(command.demand().keySet());
        if (items.any((_, stock) -> stock.hasDecided(command.reservationId()))) {
            return; // A repeat: the result is recorded already.
        }
        var shortages = items.each(
                (id, stock) -> stock.shortage(id, command.demand().get(id).value()).stream());
        if (shortages.isEmpty()) {
            items.record((id, stock) -> stock.decide(id, command));
        } else {
            items.recordOnFirst((_, _) -> true, (id, stock) -> stock.refuse(id, command, shortages));
        }
    }

    @CommandHandler
    void handle(ReleaseReservation command) {
        load(command.items()).record((id, stock) -> stock.decide(id, command));
    }

    @CommandHandler
    void handle(ExpireReservation command) {
        load(command.items()).record((id, stock) -> stock.decide(id, command));
    }

    @CommandHandler
    void handle(CommitReservation command) {
        var items = load(command.items());
        if (items.any((_, stock) -> !stock.canCommit(command))) {
            items.recordOnFirst((_, stock) -> !stock.canCommit(command), (id, stock) -> stock.refuse(id, command));
            items.record((id, stock) -> stock.expire(id, command));
        } else {
            items.record((id, stock) -> stock.decide(id, command));
        }
    }

    @CommandHandler
    void handle(DispatchReservation command) {
        load(command.items()).record((id, stock) -> stock.decide(id, command));
    }

    @CommandHandler
    void handle(ReleaseReservationManually command) {
        load(command.items()).record((id, stock) -> stock.decide(id, command));
    }

    @CommandHandler
    boolean handle(GetStockHistory command) {
        return LockedItems.isKnown(repository, InventoryItemId.at(Location.MAIN, command.sku()));
    }

    private LockedItems load(Set<InventoryItemId> ids) {
        return LockedItems.inOrderOfId(repository, ids);
    }
}
