package io.packhouse.catalog.api;

import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import org.jspecify.annotations.Nullable;

/// Goods of one kind in one condition inside a pack. `unitRetail` is what one unit sells for in a
/// shop, where that is known.
public record ManifestLine(
        Sku sku,
        String productName,
        int quantity,
        ItemCondition condition,
        @Nullable Money unitRetail) {}
