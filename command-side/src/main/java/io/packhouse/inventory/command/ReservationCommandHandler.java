package io.packhouse.inventory.command;

import io.packhouse.engine.commandhandling.LockedAggregates;
import io.packhouse.inventory.api.InventoryCommand.*;
import io.packhouse.inventory.api.InventoryItemEvent;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.Location;
import io.packhouse.shared.api.GetStockHistory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/// Reserves and changes several items in one transaction: all of them or none. An item without
/// stock counts as empty.
@Component
class ReservationCommandHandler {

    private final Repository<InventoryItem> repository;

    ReservationCommandHandler(Repository<InventoryItem> repository) {
        this.repository = repository;
    }

    @CommandHandler
    void handle(ReserveStock command) {
        var items = lock(command.demand().keySet());
        if (!items.matching(item -> item.stock().hasDecided(command.reservationId()))
                .isEmpty()) {
            return; // A repeat: the result is recorded already.
        }
        var shortages =
                items
                        .invokeEach((id, item) -> item.stock()
                                .shortage(id, command.demand().get(id).value()))
                        .stream()
                        .flatMap(Optional::stream)
                        .toList();
        if (shortages.isEmpty()) {
            record(items, (id, stock) -> stock.decide(id, command));
        } else {
            record(items, command.demand().firstKey(), (id, stock) -> stock.refuse(id, command, shortages));
        }
    }

    @CommandHandler
    void handle(ReleaseReservation command) {
        record(lock(command.items()), (id, stock) -> stock.decide(id, command));
    }

    @CommandHandler
    void handle(ExpireReservation command) {
        record(lock(command.items()), (id, stock) -> stock.decide(id, command));
    }

    @CommandHandler
    void handle(CommitReservation command) {
        var items = lock(command.items());
        var lost = items.matching(item -> !item.stock().canCommit(command));
        if (lost.isEmpty()) {
            record(items, (id, stock) -> stock.decide(id, command));
        } else {
            record(items, lost.getFirst(), (id, stock) -> stock.refuse(id, command));
            record(items, (id, stock) -> stock.expire(id, command));
        }
    }

    @CommandHandler
    void handle(DispatchReservation command) {
        record(lock(command.items()), (id, stock) -> stock.decide(id, command));
    }

    @CommandHandler
    void handle(ReleaseReservationManually command) {
        record(lock(command.items()), (id, stock) -> stock.decide(id, command));
    }

    @CommandHandler
    boolean handle(GetStockHistory command) {
        var id = InventoryItemId.at(Location.MAIN, command.sku());
        return lock(Set.of(id)).exists(id);
    }

    private LockedAggregates<InventoryItemId, InventoryItem> lock(Set<InventoryItemId> ids) {
        return LockedAggregates.inOrderOfId(repository, InventoryItem::new, ids);
    }

    private static void record(
            LockedAggregates<InventoryItemId, InventoryItem> items,
            BiFunction<InventoryItemId, InventoryItemState, List<InventoryItemEvent>> decision) {
        items.executeEach((id, item) -> item.record(decision.apply(id, item.stock())));
    }

    private static void record(
            LockedAggregates<InventoryItemId, InventoryItem> items,
            InventoryItemId id,
            BiFunction<InventoryItemId, InventoryItemState, List<InventoryItemEvent>> decision) {
        items.execute(id, item -> item.record(decision.apply(id, item.stock())));
    }
}
