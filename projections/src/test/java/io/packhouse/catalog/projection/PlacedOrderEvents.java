package io.packhouse.catalog.projection;

import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.ordering.api.OrderLine;
import io.packhouse.ordering.api.OrderNumber;
import io.packhouse.ordering.api.OrderTerms;
import io.packhouse.ordering.api.PaymentPlan;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Events of orders of which only the packs matter.
final class PlacedOrderEvents {

    private static final PersonId BUYER = new PersonId("per_01jd0000000000000000000001");
    private static final Money ONE = new Money(100, Currency.getInstance("EUR"));
    private static final OrderLine.TaxShare TAX = new OrderLine.TaxShare("2026-01", "STANDARD", 1900, ONE);

    private PlacedOrderEvents() {}

    static OrderPlaced of(OrderId id, String... packs) {
        var terms = new OrderTerms(
                Stream.of(packs).map(PlacedOrderEvents::line).toList(),
                new OrderTerms.Shipping("2026-01", "DE", ONE, TAX),
                new OrderTerms.Totals(ONE, ONE, ONE, ONE, ONE, ONE, ONE),
                PaymentPlan.FULL,
                new TreeMap<>(),
                Instant.parse("2026-11-21T10:15:00Z"));
        return new OrderPlaced(
                id,
                OrderNumber.derivedFrom(id),
                BUYER,
                new EncryptedPersonal<>(BUYER, 1, "c2VhbGVk"),
                terms,
                Instant.parse("2026-11-21T10:00:00Z"),
                null);
    }

    private static OrderLine line(String pack) {
        return new OrderLine(
                1, new OrderLine.Item(pack, 1, 0, new Sku("TEA-1"), "Tea", VendorId.SHOP), 1, ONE, ONE, TAX, List.of());
    }
}
