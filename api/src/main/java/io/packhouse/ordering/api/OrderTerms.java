package io.packhouse.ordering.api;

import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/// Prices and goods as agreed when the order was placed; they are never computed again. `demand` is
/// summed per SKU over all lines; stock is reserved until `expiresAt`.
public record OrderTerms(
        List<OrderLine> lines,
        Shipping shipping,
        Totals totals,
        PaymentPlan plan,
        SortedMap<Sku, Integer> demand,
        Instant expiresAt) {

    /// The delivery charge, taxed as a line of its own; `table` is the version of the shipping
    /// table, `country` the destination (ISO 3166-1 alpha-2).
    public record Shipping(String table, String country, Money net, OrderLine.TaxShare tax) {}

    /// `total` = `net` + `shipping` + `tax` + `rounding` = `dueNow` + `dueLater`; the tax includes
    /// shipping's. `rounding` makes the total payable in a currency with three decimals: it rounds
    /// to the nearest ten minor units, so it may be negative; zero in all other currencies.
    public record Totals(
            Money net, Money shipping, Money tax, Money rounding, Money total, Money dueNow, Money dueLater) {}
}
