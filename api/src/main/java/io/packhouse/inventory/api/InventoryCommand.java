package io.packhouse.inventory.api;

import io.packhouse.shared.api.EncryptedPersonal;
import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;
import org.axonframework.commandhandling.RoutingKey;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// Commands of stock. Each carries its own id, so repeating one has no effect.
public sealed interface InventoryCommand {

    /// Records received goods. Creates the item when it is new.
    record ReceiveStock(
            @TargetAggregateIdentifier InventoryItemId itemId,
            StockMovementId movementId,
            Quantity quantity,
            EncryptedPersonal<String> reason)
            implements InventoryCommand {}

    /// Records a stock count and the reason for the difference. Rejected with BELOW_RESERVED when
    /// the count is lower than what is reserved and committed.
    record CorrectStock(
            @TargetAggregateIdentifier InventoryItemId itemId,
            StockMovementId movementId,
            int onHand,
            EncryptedPersonal<String> reason)
            implements InventoryCommand {}

    /// Records returned goods, which become available again.
    record ReturnStock(
            @TargetAggregateIdentifier InventoryItemId itemId,
            StockMovementId movementId,
            Quantity quantity,
            EncryptedPersonal<String> reason)
            implements InventoryCommand {}

    /// Sets the number of available units at or below which low stock is reported. 0 disables the
    /// alert.
    record SetLowStockThreshold(@TargetAggregateIdentifier InventoryItemId itemId, int lowStockAt)
            implements InventoryCommand {}

    /// Reserves all items or none, until `expiresAt`. The demand is already summed per item.
    record ReserveStock(
            @RoutingKey ReservationId reservationId,
            OwnerReference owner,
            SortedMap<InventoryItemId, Quantity> demand,
            Instant expiresAt)
            implements InventoryCommand {}

    /// Releases a reservation: reserved or committed units become available again. When it arrives
    /// before the reservation, it leaves a mark and the reservation will be rejected.
    record ReleaseReservation(@RoutingKey ReservationId reservationId, SortedSet<InventoryItemId> items, String reason)
            implements InventoryCommand {}

    /// Releases a reservation on behalf of staff instead of its owner. Rejected with
    /// COMMITTED_TO_ORDER when an order has paid for it.
    record ReleaseReservationManually(
            @RoutingKey ReservationId reservationId, SortedSet<InventoryItemId> items, EncryptedPersonal<String> note)
            implements InventoryCommand {}

    /// Expires a reservation. Has no effect before its expiry or once it is committed.
    record ExpireReservation(@RoutingKey ReservationId reservationId, SortedSet<InventoryItemId> items, Instant at)
            implements InventoryCommand {}

    /// Commits a paid reservation, which then no longer expires. Rejected when `at` is after its
    /// expiry, even if the expiry task has not run yet.
    record CommitReservation(@RoutingKey ReservationId reservationId, SortedSet<InventoryItemId> items, Instant at)
            implements InventoryCommand {}

    /// Dispatches the goods of a committed reservation.
    record DispatchReservation(@RoutingKey ReservationId reservationId, SortedSet<InventoryItemId> items)
            implements InventoryCommand {}
}
