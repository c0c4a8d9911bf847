package io.packhouse.ordering.command;

import io.packhouse.ordering.api.CancellationReason;
import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.ordering.api.OrderEvent;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.ordering.api.OrderLine.TaxShare;
import io.packhouse.ordering.api.OrderNumber;
import io.packhouse.ordering.api.OrderPaymentStatus;
import io.packhouse.ordering.api.OrderStatus;
import io.packhouse.ordering.api.OrderTerms;
import io.packhouse.ordering.api.PaymentPlan;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Test orders: one buyer, one order over 24.00 EUR.
final class OrderFixtures {

    static final OrderId ORDER = new OrderId("ord_01jd0000000000000000000001");
    static final PersonId BUYER = new PersonId("per_01jd0000000000000000000001");
    static final PersonId STRANGER = new PersonId("per_01jd0000000000000000000002");
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final List<MissingStock> MISSING = List.of(new MissingStock("TEA-1", 2, 1));

    private OrderFixtures() {}

    static Money eur(long minor) {
        return new Money(minor, Currency.getInstance("EUR"));
    }

    static OrderTerms terms(PaymentPlan plan) {
        var due = plan == PaymentPlan.FULL ? 2400 : 1200;
        return new OrderTerms(
                List.of(),
                new OrderTerms.Shipping("t", "DE", eur(0), new TaxShare("t", "STANDARD", 0, eur(0))),
                new OrderTerms.Totals(eur(2400), eur(0), eur(0), eur(0), eur(2400), eur(due), eur(2400 - due)),
                plan,
                demand(),
                NOON.plusSeconds(900));
    }

    static SortedMap<Sku, Integer> demand() {
        return new TreeMap<>(Map.of(new Sku("TEA-1"), 2));
    }

    static PlaceOrder place() {
        return new PlaceOrder(
                ORDER, BUYER, new EncryptedPersonal<>(BUYER, 1, "x"), terms(PaymentPlan.FULL), NOON, null);
    }

    static OrderPlaced placed(PaymentPlan plan) {
        return new OrderPlaced(
                ORDER,
                OrderNumber.derivedFrom(ORDER),
                BUYER,
                new EncryptedPersonal<>(BUYER, 1, "x"),
                terms(plan),
                NOON,
                null);
    }

    static ConfirmOrder confirm(Installment installment, long minor) {
        return new ConfirmOrder(ORDER, installment, eur(minor), 1);
    }

    static OrderConfirmed confirmed(Installment installment, long minor, OrderPaymentStatus paymentStatus) {
        return new OrderConfirmed(ORDER, installment, eur(minor), eur(minor), paymentStatus, demand(), 1);
    }

    static CancelOrder cancel(CancellationReason reason, @Nullable PersonId by) {
        return new CancelOrder(ORDER, reason, null, by);
    }

    static OrderCancelled cancelled(OrderStatus before, long paid) {
        return new OrderCancelled(ORDER, CancellationReason.BUYER_REQUEST, null, before, eur(paid));
    }

    static List<OrderEvent> fullyPaid() {
        return List.of(
                placed(PaymentPlan.FULL),
                new OrderAccepted(ORDER),
                confirmed(Installment.FULL, 2400, OrderPaymentStatus.PAID));
    }

    static List<OrderEvent> depositPaid() {
        return List.of(
                placed(PaymentPlan.DEPOSIT),
                new OrderAccepted(ORDER),
                confirmed(Installment.DEPOSIT, 1200, OrderPaymentStatus.DEPOSIT_PAID));
    }

    static List<OrderEvent> shipped() {
        return List.of(
                placed(PaymentPlan.FULL),
                new OrderAccepted(ORDER),
                confirmed(Installment.FULL, 2400, OrderPaymentStatus.PAID),
                new OrderProcessingStarted(ORDER),
                new OrderShipped(ORDER, "DHL", "1"));
    }

    static Stream<List<OrderEvent>> everyStateWithMoney() {
        var packed = new ArrayList<>(fullyPaid());
        packed.add(new OrderProcessingStarted(ORDER));
        var delivered = new ArrayList<>(shipped());
        delivered.add(new OrderDelivered(ORDER));
        List<OrderEvent> pending = List.of(placed(PaymentPlan.FULL), new OrderAccepted(ORDER));
        return Stream.of(pending, fullyPaid(), packed, shipped(), delivered, calledOffAfterPayment());
    }

    static List<OrderEvent> calledOffAfterPayment() {
        return List.of(
                placed(PaymentPlan.FULL),
                new OrderAccepted(ORDER),
                confirmed(Installment.FULL, 2400, OrderPaymentStatus.PAID),
                cancelled(OrderStatus.CONFIRMED, 2400));
    }
}
