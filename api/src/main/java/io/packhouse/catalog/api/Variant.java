package io.packhouse.catalog.api;

import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import java.util.List;

/// One way in which a product can be had, such as a size: its own SKU, sold as an offer of its own.
/// `name` tells it from the others, empty when it is the only one; prices are net of tax.
public record Variant(Sku sku, String name, TaxClass taxClass, List<Money> prices) {}
