package io.packhouse.inventory.query;

import java.time.Instant;
import java.util.List;

/// Units promised together. Each item is HELD until `expiresAt`, COMMITTED once it is paid for, or
/// has ended: RELEASED, EXPIRED or DISPATCHED; `status` is that of the item that is open longest.
record ReservationView(
        String reservationId,
        String status,
        String owner,
        Instant expiresAt,
        List<Item> items,
        Instant changedAt) {

    record Item(String itemId, String sku, int quantity, String status) {}
}
