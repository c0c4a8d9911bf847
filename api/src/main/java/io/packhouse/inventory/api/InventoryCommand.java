package io.packhouse.inventory.api;

import io.packhouse.shared.api.EncryptedPersonal;
import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;
import org.axonframework.commandhandling.RoutingKey;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// What may be asked of stock. Each request brings its own id, so asking twice is asking once.
public sealed interface InventoryCommand {

    /// Goods arrived. Opens the item when it is new.
    record ReceiveStock(
            @TargetAggregateIdentifier InventoryItemId itemId,
            StockMovementId movementId,
            Quantity quantity,
            EncryptedPersonal<String> reason)
            implements InventoryCommand {}

    /// Somebody counted: this is what is there, and why it differs. Refused with BELOW_RESERVED
    /// when more is promised than is there.
    record CorrectStock(
            @TargetAggregateIdentifier InventoryItemId itemId,
            StockMovementId movementId,
            int onHand,
            EncryptedPersonal<String> reason)
            implements InventoryCommand {}

    /// Goods came back and can be sold again.
    record ReturnStock(
            @TargetAggregateIdentifier InventoryItemId itemId,
            StockMovementId movementId,
            Quantity quantity,
            EncryptedPersonal<String> reason)
            implements InventoryCommand {}

    /// From how many sellable units down somebody should be told. 0 switches the alert off.
    record SetLowStockThreshold(@TargetAggregateIdentifier InventoryItemId itemId, int lowStockAt)
            implements InventoryCommand {}

    /// All items or none, until `expiresAt`. Demand is already summed per item.
    record ReserveStock(
            @RoutingKey ReservationId reservationId,
            OwnerReference owner,
            SortedMap<InventoryItemId, Quantity> demand,
            Instant expiresAt)
            implements InventoryCommand {}

    /// Nothing is needed any more: what is held or committed can be sold again. Before the
    /// reservation itself it leaves a mark, and the reservation will be refused.
    record ReleaseReservation(
            @RoutingKey ReservationId reservationId,
            SortedSet<InventoryItemId> items,
            String reason)
            implements InventoryCommand {}

    /// The same, asked by somebody who is not the owner. Refused with COMMITTED_TO_ORDER when an
    /// order has paid for it.
    record ReleaseReservationManually(
            @RoutingKey ReservationId reservationId,
            SortedSet<InventoryItemId> items,
            EncryptedPersonal<String> note)
            implements InventoryCommand {}

    /// The promise has lapsed; without effect before its time and once it is committed.
    record ExpireReservation(
            @RoutingKey ReservationId reservationId, SortedSet<InventoryItemId> items, Instant at)
            implements InventoryCommand {}

    /// It is paid: the promise no longer lapses. Too late when `at` is past its expiry, even if the
    /// timer has not rung yet.
    record CommitReservation(
            @RoutingKey ReservationId reservationId, SortedSet<InventoryItemId> items, Instant at)
            implements InventoryCommand {}

    /// The goods of a committed reservation left the house.
    record DispatchReservation(
            @RoutingKey ReservationId reservationId, SortedSet<InventoryItemId> items)
            implements InventoryCommand {}
}
