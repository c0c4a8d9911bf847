package io.packhouse.ordering.api;

import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.util.List;

/// One line with everything frozen that a refund or a return will need. Amounts are for the whole
/// line unless `perUnit`, which says exactly what each single unit cost.
public record OrderLine(
        int line,
        Item item,
        int quantity,
        Money unitPrice,
        Money net,
        TaxShare tax,
        List<UnitShare> perUnit) {

    /// What was bought, and the version of the terms it was bought under.
    public record Item(
            String packId,
            int termsVersion,
            int manifestVersion,
            Sku sku,
            String name,
            VendorId vendorId) {}

    /// A tax and where it came from: the table's version, the class, and the rate in basis points
    /// (1 900 = 19 %).
    public record TaxShare(String table, String taxClass, int rateBasisPoints, Money amount) {}

    /// What one unit cost, net and in tax.
    public record UnitShare(Money net, Money tax) {}
}
