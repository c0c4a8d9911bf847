package io.packhouse.inventory.projection;

import static io.packhouse.projecting.Sealed.sealed;

import io.packhouse.inventory.api.InventoryItemEvent;
import io.packhouse.inventory.api.InventoryItemEvent.*;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.OwnerReference;
import io.packhouse.inventory.api.ReservationId;
import io.packhouse.inventory.api.StockMovementId;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/// Every kind of event of an item, in a possible order.
final class StockStory {

    static final Instant LATER = Instant.parse("2026-11-21T12:00:00.123456Z");

    private StockStory() {}

    static String stream(Object event) {
        return ((InventoryItemEvent) event).itemId().value();
    }

    static StockReceived received(String sku, int quantity) {
        return new StockReceived(
                item(sku), new StockMovementId("mov_1"), quantity, sealed("Delivery"), quantity, quantity);
    }

    static List<InventoryItemEvent> of(String sku) {
        var item = item(sku);
        return List.of(
                received(sku, 10),
                new StockReceived(item, new StockMovementId("mov_2"), 10, sealed("Delivery"), 20, 20),
                new LowStockThresholdSet(item, 5),
                reserved(item, "a", 4, 16),
                reserved(item, "b", 3, 13),
                reserved(item, "c", 6, 7),
                reserved(item, "d", 2, 5),
                new LowStockReached(item, 5, 5),
                new ReservationRefused(
                        item,
                        reservation("e"),
                        new OwnerReference("cart-1"),
                        LATER,
                        List.of(new StockShortage(item, 9, 5))),
                new ReservationCommitted(item, reservation("a"), 4, 5),
                new ReservationCommitted(item, reservation("b"), 3, 5),
                new ReservationReleased(item, reservation("b"), 3, "Cancelled", null, 8),
                new ReservationReleased(item, reservation("c"), 6, "BY_HAND", sealed("Emptied"), 14),
                new ReservationExpired(item, reservation("d"), 2, 16),
                new ReservationCommitRejected(item, reservation("d"), "EXPIRED"),
                new StockDispatched(item, reservation("a"), 4, 16, 16),
                new StockCorrected(item, new StockMovementId("mov_3"), -1, sealed("Broken"), 15, 15),
                new StockReturned(item, new StockMovementId("mov_4"), 1, sealed("Came back"), 16, 16),
                reserved(item, "f", 6, 10),
                reserved(item, "g", 2, 8),
                new ReservationCommitted(item, reservation("g"), 2, 8));
    }

    static InventoryItemId item(String sku) {
        return new InventoryItemId("inv_main_" + sku);
    }

    private static StockReserved reserved(InventoryItemId item, String name, int quantity, int available) {
        return new StockReserved(
                item,
                reservation(name),
                new OwnerReference("cart-" + name),
                quantity,
                LATER,
                new TreeSet<>(List.of(item)),
                available);
    }

    private static ReservationId reservation(String name) {
        return new ReservationId("res_" + name);
    }
}
