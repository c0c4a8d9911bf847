package io.packhouse.ordering.projection;

import static io.packhouse.projecting.Sealed.sealed;

import io.packhouse.ordering.api.CancellationReason;
import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.ordering.api.OrderEvent;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.ordering.api.OrderLine;
import io.packhouse.ordering.api.OrderNumber;
import io.packhouse.ordering.api.OrderPaymentStatus;
import io.packhouse.ordering.api.OrderStatus;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Every kind of event of an order, in possible orders.
public final class OrderEvents {

    static final OrderId DELIVERED = order(1);
    static final OrderId CANCELLED = order(2);
    static final OrderId REJECTED = order(3);
    static final PersonId BUYER = new PersonId("per_01jd0000000000000000000009");

    private static final String STARTER = "pck_01jd0000000000000000000001";
    private static final String ANOTHER = "pck_01jd0000000000000000000002";
    private static final OrderLine.TaxShare TAX = new OrderLine.TaxShare("2026-01", "STANDARD", 1900, money(100));

    private OrderEvents() {}

    public static List<OrderEvent> all() {
        var demand = new TreeMap<>(Map.of(new Sku("TEA-1"), 40));
        return List.of(
                placed(DELIVERED, STARTER, ANOTHER),
                new OrderAccepted(DELIVERED),
                new OrderConfirmed(
                        DELIVERED,
                        Installment.DEPOSIT,
                        money(500),
                        money(500),
                        OrderPaymentStatus.DEPOSIT_PAID,
                        demand,
                        1),
                new OrderCancellationRejected(DELIVERED, CancellationReason.PAYMENT_EXPIRED, OrderStatus.CONFIRMED),
                new OrderProcessingStarted(DELIVERED),
                new OrderBalancePaid(DELIVERED, money(500), money(1000), OrderPaymentStatus.PAID),
                new OrderShipped(DELIVERED, "DHL", "JJD0001"),
                new OrderDelivered(DELIVERED),
                placed(CANCELLED, STARTER, ANOTHER),
                new OrderAccepted(CANCELLED),
                new OrderConfirmed(
                        CANCELLED, Installment.FULL, money(1000), money(1000), OrderPaymentStatus.PAID, demand, 1),
                new OrderCancelled(
                        CANCELLED,
                        CancellationReason.BUYER_REQUEST,
                        sealed("Ordered by mistake"),
                        OrderStatus.CONFIRMED,
                        money(1000)),
                new OrderAcceptanceRejected(CANCELLED, OrderStatus.CANCELLED),
                new OrderConfirmationRejected(CANCELLED, Installment.FULL, money(1000), OrderStatus.CANCELLED),
                new OrderRefunded(CANCELLED, Installment.FULL, money(1000), money(1000), OrderPaymentStatus.REFUNDED),
                new OrderDisputed(DELIVERED, Installment.DEPOSIT, "du_1", money(500), "fraudulent"),
                new OrderDisputed(DELIVERED, Installment.BALANCE, "du_2", money(500), "fraudulent"),
                new OrderDisputeLost(
                        DELIVERED,
                        Installment.DEPOSIT,
                        "du_1",
                        money(500),
                        money(500),
                        OrderPaymentStatus.PARTIALLY_REFUNDED,
                        true),
                new OrderDisputeWon(DELIVERED, Installment.BALANCE, "du_2", false),
                placed(REJECTED, STARTER, ANOTHER),
                new OrderRejected(REJECTED, List.of(new MissingStock("TEA-1", 40, 3))));
    }

    /// Two units of each pack.
    public static OrderPlaced placed(OrderId id, String... packs) {
        var lines = IntStream.range(0, packs.length)
                .mapToObj(i -> line(i + 1, packs[i]))
                .toList();
        return new OrderPlaced(
                id,
                OrderNumber.derivedFrom(id),
                BUYER,
                new EncryptedPersonal<>(BUYER, 1, "c2VhbGVk"),
                terms(lines),
                Instant.parse("2026-11-21T10:00:00.5Z"),
                null);
    }

    private static OrderTerms terms(List<OrderLine> lines) {
        return new OrderTerms(
                lines,
                new OrderTerms.Shipping("2026-01", "DE", money(100), TAX),
                new OrderTerms.Totals(
                        money(602), money(100), money(300), money(-2), money(1000), money(500), money(500)),
                PaymentPlan.DEPOSIT,
                new TreeMap<>(Map.of(new Sku("TEA-1"), 40)),
                Instant.parse("2026-11-21T10:15:00Z"));
    }

    private static OrderLine line(int number, String pack) {
        return new OrderLine(
                number,
                new OrderLine.Item(pack, 1, 0, new Sku("STARTER-2" + number), "Starter", VendorId.SHOP),
                2,
                money(150),
                money(300),
                TAX,
                List.of());
    }

    private static OrderId order(int number) {
        return new OrderId("ord_01jd000000000000000000000" + number);
    }

    private static Money money(long minor) {
        return new Money(minor, Currency.getInstance("EUR"));
    }
}
