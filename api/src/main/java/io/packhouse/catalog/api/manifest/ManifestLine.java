package io.packhouse.catalog.api.manifest;

import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import org.jspecify.annotations.Nullable;

/// A manifest line: goods of one kind in one condition inside a pack. `unitRetail` is the retail
/// price of one unit, if known.
public record ManifestLine(
        Sku sku,
        String productName,
        int quantity,
        ItemCondition condition,
        @Nullable Money unitRetail) {}
