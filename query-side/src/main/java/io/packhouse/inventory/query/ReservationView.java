package io.packhouse.inventory.query;

import java.time.Instant;
import java.util.List;

/// A reservation of one or more items. Each item is RESERVED until `expiresAt`, COMMITTED once it is
/// paid for, or ended: RELEASED, EXPIRED or DISPATCHED; `status` is the most active status among
/// the items.
record ReservationView(
        String reservationId, String status, String owner, Instant expiresAt, List<Item> items, Instant changedAt) {

    record Item(String itemId, String sku, int quantity, String status) {}
}
