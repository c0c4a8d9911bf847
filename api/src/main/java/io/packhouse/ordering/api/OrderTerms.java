package io.packhouse.ordering.api;

import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/// Everything money and goods that was agreed when the order was placed; nothing of it is ever
/// computed again. `demand` is summed per SKU over all lines; stock is held until `expiresAt`.
public record OrderTerms(
        List<OrderLine> lines,
        Shipping shipping,
        Totals totals,
        PaymentPlan plan,
        SortedMap<Sku, Integer> demand,
        Instant expiresAt) {

    /// What delivery costs, taxed as a line of its own, by which version of the table, to which
    /// country (ISO 3166-1 alpha-2).
    public record Shipping(String table, String country, Money net, OrderLine.TaxShare tax) {}

    /// `total` = `net` + `shipping` + `tax` + `rounding` = `dueNow` + `dueLater`; the tax includes
    /// shipping's. `rounding` is what makes the total payable in a currency of three decimals: to
    /// the nearest ten minor units, so it may be negative; zero in all other currencies.
    public record Totals(
            Money net,
            Money shipping,
            Money tax,
            Money rounding,
            Money total,
            Money dueNow,
            Money dueLater) {}
}
