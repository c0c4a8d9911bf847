package io.packhouse.catalog.api.pack;

import io.packhouse.catalog.api.TaxClass;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.util.SortedMap;

/// A pack's terms at one moment: what it takes from stock and its price net of tax.
/// `manifestVersion` is 0 for a pack without a manifest.
public record PackQuote(
        PackId packId,
        int termsVersion,
        int manifestVersion,
        String name,
        Sku sku,
        VendorId vendorId,
        TaxClass taxClass,
        SortedMap<Sku, Integer> contents,
        Money unitPrice) {}
