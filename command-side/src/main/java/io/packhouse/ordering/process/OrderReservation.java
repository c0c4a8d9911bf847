package io.packhouse.ordering.process;

import io.packhouse.inventory.api.InventoryCommand.*;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.Location;
import io.packhouse.inventory.api.OwnerReference;
import io.packhouse.inventory.api.Quantity;
import io.packhouse.inventory.api.ReservationId;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.shared.api.Sku;
import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The stock reservation of an order. `attempt` grows when the stock is reserved again.
record OrderReservation(OrderId orderId, int attempt, SortedMap<Sku, Integer> demand) {

    ReservationId reservation() {
        return new ReservationId("res_" + orderId + "_" + attempt);
    }

    OrderReservation nextAttempt() {
        return new OrderReservation(orderId, attempt + 1, demand);
    }

    ReserveStock reserve(Instant expiresAt) {
        var quantities = new TreeMap<InventoryItemId, Quantity>();
        demand.forEach((sku, units) -> quantities.put(item(sku), new Quantity(units)));
        return new ReserveStock(reservation(), new OwnerReference(orderId.value()), quantities, expiresAt);
    }

    CommitReservation commit(Instant at) {
        return new CommitReservation(reservation(), items(), at);
    }

    ReleaseReservation release(String reason) {
        return new ReleaseReservation(reservation(), items(), reason);
    }

    DispatchReservation dispatch() {
        return new DispatchReservation(reservation(), items());
    }

    private SortedSet<InventoryItemId> items() {
        var items = new TreeSet<InventoryItemId>();
        demand.keySet().forEach(sku -> items.add(item(sku)));
        return items;
    }

    private static InventoryItemId item(Sku sku) {
        return InventoryItemId.at(Location.MAIN, sku);
    }
}
