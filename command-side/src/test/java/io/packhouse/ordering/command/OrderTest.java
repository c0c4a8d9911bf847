package io.packhouse.ordering.command;

import static io.packhouse.ordering.api.CancellationReason.BUYER_REQUEST;
import static io.packhouse.ordering.api.CancellationReason.PAYMENT_EXPIRED;
import static io.packhouse.ordering.api.CancellationReason.STAFF_DECISION;
import static io.packhouse.ordering.api.OrderRefusal.BALANCE_DUE;
import static io.packhouse.ordering.api.OrderRefusal.DISPUTED;
import static io.packhouse.ordering.api.OrderRefusal.MONEY_RETURNED;
import static io.packhouse.ordering.api.OrderRefusal.NOTHING_DUE;
import static io.packhouse.ordering.api.OrderRefusal.ORDER_STATUS_CONFLICT;
import static io.packhouse.ordering.api.OrderRefusal.UNKNOWN_ORDER;
import static io.packhouse.ordering.command.OrderFixtures.*;
import static io.packhouse.testing.Refusals.refused;

import io.packhouse.ordering.api.DisputeDecision;
import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.ordering.api.OrderEvent;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.ordering.api.OrderPaymentStatus;
import io.packhouse.ordering.api.OrderStatus;
import io.packhouse.ordering.api.PaymentPlan;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderTest {

    final FixtureConfiguration<Order> order = new AggregateTestFixture<>(Order.class);

    @Nested
    class Placing {

        @Test
        void freezesTheTerms() {
            order.givenNoPriorActivity().when(place()).expectEvents(placed(PaymentPlan.FULL));
        }

        @Test
        void twiceUnderOneIdPlacesOnce() {
            order.given(placed(PaymentPlan.FULL)).when(place()).expectNoEvents();
        }
    }

    @Nested
    class HearingFromStock {

        @Test
        void acceptsOnce() {
            order.given(placed(PaymentPlan.FULL)).when(new AcceptOrder(ORDER)).expectEvents(new OrderAccepted(ORDER));
            order.given(placed(PaymentPlan.FULL), new OrderAccepted(ORDER))
                    .when(new AcceptOrder(ORDER))
                    .expectNoEvents();
        }

        @Test
        void rejectsOnce() {
            order.given(placed(PaymentPlan.FULL))
                    .when(new RejectOrder(ORDER, MISSING))
                    .expectEvents(new OrderRejected(ORDER, MISSING));
            order.given(placed(PaymentPlan.FULL), new OrderRejected(ORDER, MISSING))
                    .when(new RejectOrder(ORDER, MISSING))
                    .expectNoEvents();
        }

        @Test
        void isRejectedWhenItIsNoLongerPending() {
            order.given(placed(PaymentPlan.FULL), cancelled(OrderStatus.PLACED, 0))
                    .when(new AcceptOrder(ORDER))
                    .expectEvents(new OrderAcceptanceRejected(ORDER, OrderStatus.CANCELLED));
        }
    }

    @Nested
    class Confirming {

        @Test
        void withTheFullPayment() {
            order.given(placed(PaymentPlan.FULL), new OrderAccepted(ORDER))
                    .when(confirm(Installment.FULL, 2400))
                    .expectEvents(confirmed(Installment.FULL, 2400, OrderPaymentStatus.PAID));
        }

        @Test
        void withTheDepositAndThenTheBalance() {
            order.given(placed(PaymentPlan.DEPOSIT), new OrderAccepted(ORDER))
                    .when(confirm(Installment.DEPOSIT, 1200))
                    .expectEvents(confirmed(Installment.DEPOSIT, 1200, OrderPaymentStatus.DEPOSIT_PAID));
            order.given(depositPaid())
                    .when(confirm(Installment.BALANCE, 1200))
                    .expectEvents(new OrderBalancePaid(ORDER, eur(1200), eur(2400), OrderPaymentStatus.PAID));
        }

        @Test
        void onceForEachInstallment() {
            order.given(
                            placed(PaymentPlan.FULL),
                            new OrderAccepted(ORDER),
                            confirmed(Installment.FULL, 2400, OrderPaymentStatus.PAID))
                    .when(confirm(Installment.FULL, 2400))
                    .expectNoEvents();
        }

        @Test
        void onlyWithTheInstallmentAndAmountDue() {
            order.given(placed(PaymentPlan.FULL), new OrderAccepted(ORDER))
                    .when(confirm(Installment.DEPOSIT, 2400))
                    .expectEvents(sentBack(Installment.DEPOSIT, 2400, OrderStatus.PENDING));
            order.given(placed(PaymentPlan.FULL), new OrderAccepted(ORDER))
                    .when(confirm(Installment.FULL, 2399))
                    .expectEvents(sentBack(Installment.FULL, 2399, OrderStatus.PENDING));
            order.given(fullyPaid())
                    .when(confirm(Installment.BALANCE, 1200))
                    .expectEvents(sentBack(Installment.BALANCE, 1200, OrderStatus.CONFIRMED));
        }

        private OrderConfirmationRejected sentBack(Installment installment, long minor, OrderStatus in) {
            return new OrderConfirmationRejected(ORDER, installment, eur(minor), in);
        }

        @Test
        void isRejectedOnceWhenTheOrderWasCancelled() {
            var refused = new OrderConfirmationRejected(ORDER, Installment.FULL, eur(2400), OrderStatus.CANCELLED);
            order.given(placed(PaymentPlan.FULL), new OrderAccepted(ORDER), cancelled(OrderStatus.PENDING, 0))
                    .when(confirm(Installment.FULL, 2400))
                    .expectEvents(refused);
            order.given(placed(PaymentPlan.FULL), new OrderAccepted(ORDER), cancelled(OrderStatus.PENDING, 0), refused)
                    .when(confirm(Installment.FULL, 2400))
                    .expectNoEvents();
        }
    }

    @Nested
    class CallingOff {

        @Test
        void byTheBuyerBeforeItShips() {
            order.given(placed(PaymentPlan.FULL), new OrderAccepted(ORDER))
                    .when(cancel(BUYER_REQUEST, BUYER))
                    .expectEvents(new OrderCancelled(ORDER, BUYER_REQUEST, null, OrderStatus.PENDING, eur(0)));
        }

        @Test
        void revealsNothingToOtherBuyers() {
            order.given(placed(PaymentPlan.FULL), new OrderAccepted(ORDER))
                    .when(cancel(BUYER_REQUEST, STRANGER))
                    .expectException(refused(UNKNOWN_ORDER));
        }

        @Test
        void isTooLateOnceItShipped() {
            order.given(shipped())
                    .when(cancel(STAFF_DECISION, STRANGER))
                    .expectException(refused(ORDER_STATUS_CONFLICT));
        }

        @Test
        void isRejectedWhenAProcessIsTooLate() {
            order.given(
                            placed(PaymentPlan.FULL),
                            new OrderAccepted(ORDER),
                            confirmed(Installment.FULL, 2400, OrderPaymentStatus.PAID),
                            new OrderProcessingStarted(ORDER),
                            new OrderShipped(ORDER, "DHL", "1"))
                    .when(cancel(PAYMENT_EXPIRED, null))
                    .expectEvents(new OrderCancellationRejected(ORDER, PAYMENT_EXPIRED, OrderStatus.SHIPPED));
        }

        @Test
        void twiceCancelsOnce() {
            order.given(placed(PaymentPlan.FULL), cancelled(OrderStatus.PLACED, 0))
                    .when(cancel(BUYER_REQUEST, BUYER))
                    .expectNoEvents();
        }

        @Test
        void recordsTheRefundOnce() {
            var refund = refund(2400);
            var refunded =
                    new OrderRefunded(ORDER, Installment.FULL, eur(2400), eur(2400), OrderPaymentStatus.REFUNDED);
            order.given(calledOffAfterPayment()).when(refund).expectEvents(refunded);
            order.given(calledOffAfterPayment()).andGiven(refunded).when(refund).expectNoEvents();
        }

        @Test
        void addsUpPartialRefunds() {
            var part = new OrderRefunded(
                    ORDER, Installment.FULL, eur(1000), eur(1000), OrderPaymentStatus.PARTIALLY_REFUNDED);
            order.given(calledOffAfterPayment()).when(refund(1000)).expectEvents(part);
            order.given(calledOffAfterPayment())
                    .andGiven(part)
                    .when(refund(2400))
                    .expectEvents(new OrderRefunded(
                            ORDER, Installment.FULL, eur(1400), eur(2400), OrderPaymentStatus.REFUNDED));
        }
    }

    @Nested
    class Fulfilling {

        @Test
        void goesStepByStep() {
            order.given(fullyPaid())
                    .when(new StartOrderProcessing(ORDER))
                    .expectEvents(new OrderProcessingStarted(ORDER));
            order.given(fullyPaid())
                    .andGiven(new OrderProcessingStarted(ORDER))
                    .when(new ShipOrder(ORDER, "DHL", "1"))
                    .expectEvents(new OrderShipped(ORDER, "DHL", "1"));
            order.given(shipped()).when(new DeliverOrder(ORDER)).expectEvents(new OrderDelivered(ORDER));
        }

        @Test
        void refusesToSkipAStep() {
            order.given(fullyPaid()).when(new DeliverOrder(ORDER)).expectException(refused(ORDER_STATUS_CONFLICT));
        }

        @Test
        void twiceIsOnce() {
            order.given(fullyPaid())
                    .andGiven(new OrderProcessingStarted(ORDER))
                    .when(new StartOrderProcessing(ORDER))
                    .expectNoEvents();
        }

        @Test
        void repeatedShippingAndDeliveryRecordNothing() {
            order.given(shipped()).when(new ShipOrder(ORDER, "DHL", "1")).expectNoEvents();
            order.given(shipped())
                    .andGiven(new OrderDelivered(ORDER))
                    .when(new DeliverOrder(ORDER))
                    .expectNoEvents();
        }

        @Test
        void waitsForTheBalance() {
            order.given(depositPaid())
                    .andGiven(new OrderProcessingStarted(ORDER))
                    .when(new ShipOrder(ORDER, "DHL", "1"))
                    .expectException(refused(BALANCE_DUE));
        }
    }

    /// Refunds made at the provider and disputes come in every status.
    @Nested
    class RecordingRefundsAndDisputes {

        @ParameterizedTest
        @MethodSource("io.packhouse.ordering.command.OrderFixtures#everyStateWithMoney")
        void recordsARefundInEveryState(List<OrderEvent> before) {
            order.given(before).when(refund(1000)).expectEvents(returned(1000, 1000));
            order.given(before)
                    .andGiven(returned(1000, 1000))
                    .when(refund(1000))
                    .expectNoEvents();
            order.given(before)
                    .andGiven(returned(1000, 1000))
                    .when(refund(2400))
                    .expectEvents(returned(1400, 2400));
        }

        @Test
        void confirmsAnAlreadyRefundedOrderAsRefunded() {
            order.given(placed(PaymentPlan.FULL), new OrderAccepted(ORDER), returned(1000, 1000))
                    .when(confirm(Installment.FULL, 2400))
                    .expectEvents(confirmed(Installment.FULL, 2400, OrderPaymentStatus.PARTIALLY_REFUNDED));
        }

        @Test
        void refusesToProcessOrShipAFullyRefundedOrder() {
            order.given(fullyPaid())
                    .andGiven(returned(2400, 2400))
                    .when(new StartOrderProcessing(ORDER))
                    .expectException(refused(MONEY_RETURNED));
            order.given(fullyPaid())
                    .andGiven(new OrderProcessingStarted(ORDER), returned(2400, 2400))
                    .when(new ShipOrder(ORDER, "DHL", "1"))
                    .expectException(refused(MONEY_RETURNED));
            order.given(depositPaid())
                    .andGiven(returned(Installment.DEPOSIT, 1200, 1200))
                    .when(new GetBalanceDue(ORDER, BUYER))
                    .expectException(refused(MONEY_RETURNED));
        }

        @Test
        void shipsAPartiallyRefundedOrder() {
            order.given(fullyPaid())
                    .andGiven(new OrderProcessingStarted(ORDER), returned(1000, 1000))
                    .when(new ShipOrder(ORDER, "DHL", "1"))
                    .expectEvents(new OrderShipped(ORDER, "DHL", "1"));
        }

        @Test
        void refusesToShipADisputedOrder() {
            order.given(fullyPaid())
                    .andGiven(new OrderProcessingStarted(ORDER), disputed("du_1"))
                    .when(new ShipOrder(ORDER, "DHL", "1"))
                    .expectException(refused(DISPUTED));
            order.given(fullyPaid())
                    .andGiven(new OrderProcessingStarted(ORDER), disputed("du_1"), disputed("du_2"), won(true))
                    .when(new ShipOrder(ORDER, "DHL", "1"))
                    .expectException(refused(DISPUTED));
            order.given(fullyPaid())
                    .andGiven(new OrderProcessingStarted(ORDER), disputed("du_1"), won(false))
                    .when(new ShipOrder(ORDER, "DHL", "1"))
                    .expectEvents(new OrderShipped(ORDER, "DHL", "1"));
        }

        @ParameterizedTest
        @MethodSource("io.packhouse.ordering.command.OrderFixtures#everyStateWithMoney")
        void recordsADisputeInEveryStateOnce(List<OrderEvent> before) {
            var dispute = new RecordDispute(ORDER, Installment.FULL, "du_1", eur(2400), "fraud");
            order.given(before).when(dispute).expectEvents(disputed("du_1"));
            order.given(before).andGiven(disputed("du_1")).when(dispute).expectNoEvents();
            order.given(before)
                    .andGiven(disputed("du_1"))
                    .when(decided(DisputeDecision.WON, 0))
                    .expectEvents(won(false));
            order.given(before)
                    .andGiven(disputed("du_1"))
                    .when(decided(DisputeDecision.LOST, 2400))
                    .expectEvents(lost(2400, 2400, OrderPaymentStatus.REFUNDED));
            order.given(before)
                    .andGiven(lost(2400, 2400, OrderPaymentStatus.REFUNDED))
                    .when(decided(DisputeDecision.LOST, 2400))
                    .expectNoEvents();
        }

        @Test
        void acceptsADecisionBeforeItsDispute() {
            order.given(fullyPaid())
                    .when(decided(DisputeDecision.LOST, 1000))
                    .expectEvents(lost(1000, 1000, OrderPaymentStatus.PARTIALLY_REFUNDED));
            order.given(fullyPaid())
                    .andGiven(lost(1000, 1000, OrderPaymentStatus.PARTIALLY_REFUNDED))
                    .when(new RecordDispute(ORDER, Installment.FULL, "du_1", eur(1000), "fraud"))
                    .expectNoEvents();
        }

        private OrderDisputed disputed(String id) {
            return new OrderDisputed(ORDER, Installment.FULL, id, eur(2400), "fraud");
        }

        private OrderDisputeWon won(boolean another) {
            return new OrderDisputeWon(ORDER, Installment.FULL, "du_1", another);
        }

        private OrderDisputeLost lost(long amount, long total, OrderPaymentStatus status) {
            return new OrderDisputeLost(ORDER, Installment.FULL, "du_1", eur(amount), eur(total), status, false);
        }

        private RecordDisputeDecision decided(DisputeDecision decision, long refunded) {
            return new RecordDisputeDecision(
                    ORDER, Installment.FULL, "du_1", decision, eur(refunded), eur(2400 - refunded));
        }

        private OrderRefunded returned(long amount, long total) {
            return returned(Installment.FULL, amount, total);
        }

        private OrderRefunded returned(Installment installment, long amount, long total) {
            var all = installment == Installment.FULL ? 2400 : 1200;
            return new OrderRefunded(
                    ORDER,
                    installment,
                    eur(amount),
                    eur(total),
                    total < all ? OrderPaymentStatus.PARTIALLY_REFUNDED : OrderPaymentStatus.REFUNDED);
        }
    }

    private static RecordRefund refund(long total) {
        return new RecordRefund(ORDER, Installment.FULL, eur(total), eur(2400 - total));
    }

    @Test
    void returnsTheBalanceDue() {
        order.given(depositPaid())
                .when(new GetBalanceDue(ORDER, BUYER))
                .expectNoEvents()
                .expectResultMessagePayload(eur(1200));
        order.given(fullyPaid()).when(new GetBalanceDue(ORDER, BUYER)).expectException(refused(NOTHING_DUE));
    }
}
