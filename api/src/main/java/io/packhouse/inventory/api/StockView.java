package io.packhouse.inventory.api;

import java.time.Instant;

/// An item's stock in a read model. `reserved` is reserved and not yet paid, `committed` is paid and
/// not yet dispatched; `available` = `onHand` − `reserved` − `committed`.
public record StockView(
        String itemId,
        String sku,
        String location,
        int onHand,
        int reserved,
        int committed,
        int available,
        int lowStockAt,
        Instant changedAt) {}
