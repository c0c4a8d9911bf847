package io.packhouse.ordering.process;

import io.packhouse.shared.api.Money;
import java.util.Map;
import java.util.Optional;

/// Net shipping cost by currency: a flat rate per order, free above a value of goods. A new table
/// gets a new name; orders keep the name of theirs.
final class ShippingTable {

    static final String NAME = "2026-01";

    private record Rate(long flatMinor, long freeFromMinor) {}

    private static final Map<String, Rate> RATES = Map.of(
            "EUR", new Rate(990, 50_000),
            "USD", new Rate(1290, 60_000),
            "GBP", new Rate(890, 45_000),
            "CHF", new Rate(1190, 55_000),
            "JPY", new Rate(1800, 90_000),
            "KWD", new Rate(4500, 180_000));

    private ShippingTable() {}

    /// Empty for a currency in which the shop does not sell.
    static Optional<Money> cost(Money goods) {
        return Optional.ofNullable(RATES.get(goods.currency().getCurrencyCode()))
                .map(rate -> goods.amountMinor() >= rate.freeFromMinor() ? 0 : rate.flatMinor())
                .map(minor -> new Money(minor, goods.currency()));
    }
}
