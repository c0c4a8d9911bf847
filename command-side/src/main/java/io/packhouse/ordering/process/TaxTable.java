package io.packhouse.ordering.process;

import io.packhouse.catalog.api.TaxClass;
import io.packhouse.ordering.api.OrderLine.TaxShare;
import io.packhouse.shared.api.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/// Rates in basis points by country of delivery: standard and reduced. From the European
/// Commission's "Taxes in Europe" database and the tax authorities of GB, CH, NO and JP, as of
/// January 2026; US sales tax is the seller's responsibility and is 0 here. A new table gets a new
/// name; orders keep the name of theirs.
final class TaxTable {

    static final String NAME = "2026-01";

    private record Rates(int standard, int reduced) {}

    private static final Map<String, Rates> RATES = Map.ofEntries(
            Map.entry("AT", new Rates(2000, 1000)),
            Map.entry("BE", new Rates(2100, 600)),
            Map.entry("CH", new Rates(810, 260)),
            Map.entry("CZ", new Rates(2100, 1200)),
            Map.entry("DE", new Rates(1900, 700)),
            Map.entry("DK", new Rates(2500, 2500)),
            Map.entry("ES", new Rates(2100, 1000)),
            Map.entry("FI", new Rates(2550, 1350)),
            Map.entry("FR", new Rates(2000, 550)),
            Map.entry("GB", new Rates(2000, 500)),
            Map.entry("IE", new Rates(2300, 1350)),
            Map.entry("IT", new Rates(2200, 1000)),
            Map.entry("JP", new Rates(1000, 800)),
            Map.entry("LU", new Rates(1700, 800)),
            Map.entry("NL", new Rates(2100, 900)),
            Map.entry("NO", new Rates(2500, 1500)),
            Map.entry("PL", new Rates(2300, 800)),
            Map.entry("PT", new Rates(2300, 600)),
            Map.entry("SE", new Rates(2500, 1200)),
            Map.entry("US", new Rates(0, 0)));

    private TaxTable() {}

    /// Tax on a net amount, rounded half-up to the minor unit; empty where the shop does not sell.
    static Optional<TaxShare> tax(String country, TaxClass taxClass, Money net) {
        return Optional.ofNullable(RATES.get(country))
                .map(rates -> rate(rates, taxClass))
                .map(rate -> new TaxShare(NAME, taxClass.name(), rate, share(net, rate)));
    }

    private static int rate(Rates rates, TaxClass taxClass) {
        return switch (taxClass) {
            case STANDARD -> rates.standard();
            case REDUCED -> rates.reduced();
            case ZERO -> 0;
        };
    }

    private static Money share(Money net, int basisPoints) {
        var exact = BigDecimal.valueOf(net.amountMinor()).multiply(BigDecimal.valueOf(basisPoints));
        var rounded = exact.divide(BigDecimal.valueOf(10_000), 0, RoundingMode.HALF_UP);
        return new Money(rounded.longValueExact(), net.currency());
    }
}
