package io.packhouse.ordering.process;

import static io.packhouse.ordering.api.OrderRefusal.DESTINATION_NOT_SERVED;
import static io.packhouse.ordering.api.OrderRefusal.QUANTITY_TOO_LARGE;
import static io.packhouse.ordering.api.OrderRefusal.TOTAL_TOO_LARGE;

import io.packhouse.catalog.api.TaxClass;
import io.packhouse.catalog.api.pack.PackQuote;
import io.packhouse.ordering.api.OrderLine;
import io.packhouse.ordering.api.OrderLine.Item;
import io.packhouse.ordering.api.OrderLine.TaxShare;
import io.packhouse.ordering.api.OrderLine.UnitShare;
import io.packhouse.ordering.api.OrderTerms;
import io.packhouse.ordering.api.OrderTerms.Shipping;
import io.packhouse.ordering.api.OrderTerms.Totals;
import io.packhouse.ordering.api.PaymentPlan;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Computes the terms of an order from quotes: exact to the minor unit, line by line and unit by
/// unit.
final class Pricing {

    /// Stripe's limit for one charge: eight digits of the smallest unit.
    static final long MOST = 99_999_999;

    /// The limit of one reservation for one SKU.
    static final int MOST_UNITS = 1_000_000;

    record QuotedLine(PackQuote quote, int quantity) {}

    private final String country;
    private final Currency currency;

    Pricing(String country, Currency currency) {
        this.country = country;
        this.currency = currency;
    }

    OrderTerms terms(List<QuotedLine> quotedLine, PaymentPlan plan, Instant expiresAt) {
        var lines = lines(quotedLine);
        var shipping = shipping(lines);
        return new OrderTerms(lines, shipping, totals(lines, shipping, plan), plan, demand(quotedLine), expiresAt);
    }

    private List<OrderLine> lines(List<QuotedLine> quotedLine) {
        return IntStream.range(0, quotedLine.size())
                .mapToObj(i -> line(i + 1, quotedLine.get(i)))
                .toList();
    }

    private OrderLine line(int number, QuotedLine quotedLine) {
        var quote = quotedLine.quote();
        requireTotalInRange(quote.unitPrice()); // First, so that the multiplication cannot overflow.
        var net = quote.unitPrice().times(quotedLine.quantity());
        requireTotalInRange(net);
        var tax = tax(quote.taxClass(), net);
        var item = new Item(
                quote.packId().value(),
                quote.termsVersion(),
                quote.manifestVersion(),
                quote.sku(),
                quote.name(),
                quote.vendorId());
        return new OrderLine(
                number,
                item,
                quotedLine.quantity(),
                quote.unitPrice(),
                net,
                tax,
                units(quote.unitPrice(), tax.amount(), quotedLine.quantity()));
    }

    private static List<UnitShare> units(Money unitPrice, Money tax, int quantity) {
        return tax.split(quantity).stream()
                .map(share -> new UnitShare(unitPrice, share))
                .toList();
    }

    private Shipping shipping(List<OrderLine> lines) {
        var goods = sum(lines.stream().map(OrderLine::net).toList());
        var cost = ShippingTable.cost(goods).orElseThrow(this::noShipping);
        return new Shipping(ShippingTable.NAME, country, cost, tax(TaxClass.STANDARD, cost));
    }

    private Totals totals(List<OrderLine> lines, Shipping shipping, PaymentPlan plan) {
        var net = sum(lines.stream().map(OrderLine::net).toList());
        var taxes =
                new ArrayList<>(lines.stream().map(line -> line.tax().amount()).toList());
        taxes.add(shipping.tax().amount());
        var tax = sum(taxes);
        var sum = net.plus(shipping.net()).plus(tax);
        var total = ChargeableAmount.nearest(sum);
        requireTotalInRange(total);
        var dueNow = plan == PaymentPlan.FULL ? total : ChargeableAmount.halfOf(total);
        return new Totals(net, shipping.net(), tax, total.minus(sum), total, dueNow, total.minus(dueNow));
    }

    private static SortedMap<Sku, Integer> demand(List<QuotedLine> quotedLine) {
        var demand = new TreeMap<Sku, Integer>();
        for (var line : quotedLine) {
            line.quote().contents().forEach((sku, units) -> demand.merge(sku, units(units, line), Pricing::sum));
        }
        return demand;
    }

    private static int units(int perPack, QuotedLine line) {
        return sum(0, (int) Math.min(MOST_UNITS + 1L, (long) perPack * line.quantity()));
    }

    private static int sum(int one, int other) {
        if ((long) one + other > MOST_UNITS) {
            throw new CommandRejectedException(QUANTITY_TOO_LARGE, Map.of("most", MOST_UNITS));
        }
        return one + other;
    }

    private static void requireTotalInRange(Money amount) {
        if (amount.amountMinor() > MOST) {
            throw new CommandRejectedException(TOTAL_TOO_LARGE, Map.of("mostMinor", MOST));
        }
    }

    private TaxShare tax(TaxClass taxClass, Money net) {
        return TaxTable.tax(country, taxClass, net).orElseThrow(this::noShipping);
    }

    private Money sum(List<Money> amounts) {
        return amounts.stream().reduce(Money.zero(currency), Money::plus);
    }

    private CommandRejectedException noShipping() {
        return new CommandRejectedException(DESTINATION_NOT_SERVED, Map.of("country", country, "currency", currency));
    }
}
