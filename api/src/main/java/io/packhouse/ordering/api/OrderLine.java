package io.packhouse.ordering.api;

import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.util.List;

/// An order line with everything that a refund or a return needs, frozen when the order is placed.
/// Amounts are for the whole line, except `perUnit`, the exact price of each unit.
public record OrderLine(
        int line, Item item, int quantity, Money unitPrice, Money net, TaxShare tax, List<UnitShare> perUnit) {

    /// The pack that was bought, and the version of its terms.
    public record Item(String packId, int termsVersion, int manifestVersion, Sku sku, String name, VendorId vendorId) {}

    /// A tax and its source: the table's version, the class, and the rate in basis points (1 900 =
    /// 19 %).
    public record TaxShare(String table, String taxClass, int rateBasisPoints, Money amount) {}

    /// The price of one unit, net and tax.
    public record UnitShare(Money net, Money tax) {}
}
