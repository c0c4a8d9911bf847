package io.packhouse.inventory.command;

import static io.packhouse.inventory.api.InventoryRefusal.COMMITTED_TO_ORDER;
import static io.packhouse.inventory.api.InventoryRefusal.RESERVATION_NOT_COMMITTED;

import io.packhouse.inventory.api.InventoryItemEvent;
import io.packhouse.inventory.api.InventoryItemEvent.*;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.ReservationId;
import io.packhouse.inventory.command.Reservation.State;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.EncryptedPersonal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Decides the release, expiry, commit and dispatch of one reservation at one item. `known` is null
/// when the reservation never reached the item, or was purged.
record ReservationTransition(
        InventoryItemState stock,
        InventoryItemId item,
        ReservationId id,
        @Nullable Reservation known) {

    private static final String BY_HAND = "BY_HAND";

    List<InventoryItemEvent> release(String reason) {
        return release(reason, null);
    }

    private List<InventoryItemEvent> release(String reason, @Nullable EncryptedPersonal<String> note) {
        if (known != null && known.reservedUnits() == 0) {
            return List.of();
        }
        var freed = known == null ? 0 : known.quantity();
        return List.of(new ReservationReleased(item, id, freed, reason, note, stock.available() + freed));
    }

    List<InventoryItemEvent> releaseByHand(EncryptedPersonal<String> note) {
        if (known != null && known.isPaidByOrder()) {
            throw new CommandRejectedException(COMMITTED_TO_ORDER, Map.of("orderId", "" + known.owner()));
        }
        return release(BY_HAND, note);
    }

    List<InventoryItemEvent> expire(Instant at) {
        if (known == null || !known.isExpired(at)) {
            return List.of();
        }
        var freed = known.quantity();
        return List.of(new ReservationExpired(item, id, freed, stock.available() + freed));
    }

    /// Called only when every item of the reservation can be committed.
    List<InventoryItemEvent> commit() {
        var reservation = Objects.requireNonNull(known);
        return reservation.isReserved()
                ? List.of(new ReservationCommitted(item, id, reservation.quantity(), stock.available()))
                : List.of();
    }

    List<InventoryItemEvent> refuseToCommit() {
        var why = known == null
                ? "UNKNOWN"
                : known.isReserved() ? "EXPIRED" : known.state().name();
        return List.of(new ReservationCommitRejected(item, id, why));
    }

    List<InventoryItemEvent> dispatch() {
        if (known != null && known.state() == State.DISPATCHED) {
            return List.of();
        }
        if (known == null || !known.isCommitted()) {
            throw new CommandRejectedException(RESERVATION_NOT_COMMITTED, Map.of("itemId", item.value()));
        }
        var gone = known.quantity();
        return List.of(new StockDispatched(item, id, gone, stock.onHand() - gone, stock.available()));
    }
}
