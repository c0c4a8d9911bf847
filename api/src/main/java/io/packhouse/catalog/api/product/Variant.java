package io.packhouse.catalog.api.product;

import io.packhouse.catalog.api.TaxClass;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import java.util.List;

/// A variant of a product, such as a size: it has its own SKU and is sold as its own offer. `name`
/// distinguishes it from the others and is empty when it is the only one; prices are net of tax.
public record Variant(Sku sku, String name, TaxClass taxClass, List<Money> prices) {}
