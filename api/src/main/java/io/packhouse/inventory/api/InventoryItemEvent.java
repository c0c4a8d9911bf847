package io.packhouse.inventory.api;

import io.packhouse.shared.api.EncryptedPersonal;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/// Everything that can have happened to one item's stock. Names and shapes are permanent. `onHand`
/// is what lies there, `available` what can still be promised: on hand − reserved − committed.
public sealed interface InventoryItemEvent {

    InventoryItemId itemId();

    /// Goods arrived.
    @Revision("1")
    record StockReceived(
            InventoryItemId itemId,
            StockMovementId movementId,
            int quantity,
            EncryptedPersonal<String> reason,
            int onHand,
            int available)
            implements InventoryItemEvent {}

    /// Units were promised until `expiresAt`; `items` are all that the reservation holds together.
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

    /// Not everything asked for was there, so nothing was promised. Recorded on one item of the
    /// request, because whoever asked is waiting to hear.
    @Revision("1")
    record ReservationRefused(
            InventoryItemId itemId,
            ReservationId reservationId,
            OwnerReference owner,
            Instant expiresAt,
            List<StockShortage> shortages)
            implements InventoryItemEvent {}

    /// The units can be sold again. `quantity` is 0 when nothing had been promised; `note` is what
    /// the person wrote who released them.
    @Revision("1")
    record ReservationReleased(
            InventoryItemId itemId,
            ReservationId reservationId,
            int quantity,
            String reason,
            @Nullable EncryptedPersonal<String> note,
            int available)
            implements InventoryItemEvent {}

    /// Nobody paid in time; the units can be sold again.
    @Revision("1")
    record ReservationExpired(
            InventoryItemId itemId, ReservationId reservationId, int quantity, int available)
            implements InventoryItemEvent {}

    /// Paid for: the promise no longer lapses.
    @Revision("1")
    record ReservationCommitted(
            InventoryItemId itemId, ReservationId reservationId, int quantity, int available)
            implements InventoryItemEvent {}

    /// The promise was no longer there to commit; see [CommitReservation].
    @Revision("1")
    record ReservationCommitRejected(
            InventoryItemId itemId, ReservationId reservationId, String reason)
            implements InventoryItemEvent {}

    /// Committed units left the house.
    @Revision("1")
    record StockDispatched(
            InventoryItemId itemId,
            ReservationId reservationId,
            int quantity,
            int onHand,
            int available)
            implements InventoryItemEvent {}

    /// Somebody counted.
    @Revision("1")
    record StockCorrected(
            InventoryItemId itemId,
            StockMovementId movementId,
            int difference,
            EncryptedPersonal<String> reason,
            int onHand,
            int available)
            implements InventoryItemEvent {}

    /// Goods came back and can be sold again.
    @Revision("1")
    record StockReturned(
            InventoryItemId itemId,
            StockMovementId movementId,
            int quantity,
            EncryptedPersonal<String> reason,
            int onHand,
            int available)
            implements InventoryItemEvent {}

    /// From how many sellable units down somebody is told.
    @Revision("1")
    record LowStockThresholdSet(InventoryItemId itemId, int lowStockAt)
            implements InventoryItemEvent {}

    /// Sellable units fell to the watched number or below it.
    @Revision("1")
    record LowStockReached(InventoryItemId itemId, int available, int lowStockAt)
            implements InventoryItemEvent {}

    /// What was asked of an item and what it could have given.
    record StockShortage(InventoryItemId itemId, int requested, int available) {}
}
