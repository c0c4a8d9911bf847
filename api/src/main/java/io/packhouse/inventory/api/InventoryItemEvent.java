package io.packhouse.inventory.api;

import io.packhouse.shared.api.EncryptedPersonal;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/// Events of the InventoryItem aggregate. Names and shapes are permanent. `onHand` is the units in
/// the warehouse, `available` those that can still be reserved: on hand − reserved − committed.
public sealed interface InventoryItemEvent {

    InventoryItemId itemId();

    /// Goods were received.
    @Revision("1")
    record StockReceived(
            InventoryItemId itemId,
            StockMovementId movementId,
            int quantity,
            EncryptedPersonal<String> reason,
            int onHand,
            int available)
            implements InventoryItemEvent {}

    /// Units were reserved until `expiresAt`; `items` are all items of the reservation.
    @Revision("1")
    record StockReserved(
            InventoryItemId itemId,
            ReservationId reservationId,
            OwnerReference owner,
            int quantity,
            Instant expiresAt,
            SortedSet<InventoryItemId> items,
            int available)
            implements InventoryItemEvent {}

    /// Not all requested units were available, so nothing was reserved. Recorded on one item of the
    /// request, because the requester waits for an event.
    @Revision("1")
    record ReservationRefused(
            InventoryItemId itemId,
            ReservationId reservationId,
            OwnerReference owner,
            Instant expiresAt,
            List<StockShortage> shortages)
            implements InventoryItemEvent {}

    /// Units became available again. `quantity` is 0 when nothing had been reserved; `note` is the
    /// explanation of the person who released them.
    @Revision("1")
    record ReservationReleased(
            InventoryItemId itemId,
            ReservationId reservationId,
            int quantity,
            String reason,
            @Nullable EncryptedPersonal<String> note,
            int available)
            implements InventoryItemEvent {}

    /// The reservation was not paid in time and expired; its units are available again.
    @Revision("1")
    record ReservationExpired(InventoryItemId itemId, ReservationId reservationId, int quantity, int available)
            implements InventoryItemEvent {}

    /// The reservation was paid for and no longer expires.
    @Revision("1")
    record ReservationCommitted(InventoryItemId itemId, ReservationId reservationId, int quantity, int available)
            implements InventoryItemEvent {}

    /// The reservation no longer existed and could not be committed; see [CommitReservation].
    @Revision("1")
    record ReservationCommitRejected(InventoryItemId itemId, ReservationId reservationId, String reason)
            implements InventoryItemEvent {}

    /// Committed units were dispatched.
    @Revision("1")
    record StockDispatched(InventoryItemId itemId, ReservationId reservationId, int quantity, int onHand, int available)
            implements InventoryItemEvent {}

    /// A stock count was recorded.
    @Revision("1")
    record StockCorrected(
            InventoryItemId itemId,
            StockMovementId movementId,
            int difference,
            EncryptedPersonal<String> reason,
            int onHand,
            int available)
            implements InventoryItemEvent {}

    /// Goods were returned and are available again.
    @Revision("1")
    record StockReturned(
            InventoryItemId itemId,
            StockMovementId movementId,
            int quantity,
            EncryptedPersonal<String> reason,
            int onHand,
            int available)
            implements InventoryItemEvent {}

    /// The number of available units at or below which low stock is reported was set.
    @Revision("1")
    record LowStockThresholdSet(InventoryItemId itemId, int lowStockAt) implements InventoryItemEvent {}

    /// The available units fell to the low-stock threshold or below.
    @Revision("1")
    record LowStockReached(InventoryItemId itemId, int available, int lowStockAt) implements InventoryItemEvent {}

    /// The requested and the available units of an item.
    record StockShortage(InventoryItemId itemId, int requested, int available) {}
}
