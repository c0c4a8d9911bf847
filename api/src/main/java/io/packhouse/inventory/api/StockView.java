package io.packhouse.inventory.api;

import java.time.Instant;

/// One item's stock as it can be read. `held` is promised and not yet paid, `committed` is paid and
/// not yet gone; `available` = `onHand` − `held` − `committed`.
public record StockView(
        String itemId,
        String sku,
        String location,
        int onHand,
        int held,
        int committed,
        int available,
        int lowStockAt,
        Instant changedAt) {}
