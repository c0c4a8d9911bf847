package io.packhouse.ordering.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.inventory.api.InventoryCommand.CommitReservation;
import io.packhouse.inventory.api.InventoryCommand.ReleaseReservation;
import io.packhouse.inventory.api.InventoryCommand.ReserveStock;
import io.packhouse.inventory.api.InventoryItemEvent.ReservationRefused;
import io.packhouse.inventory.api.InventoryItemEvent.StockShortage;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.OwnerReference;
import io.packhouse.inventory.api.ReservationId;
import io.packhouse.ordering.api.CancellationReason;
import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderCommand.AcceptOrder;
import io.packhouse.ordering.api.OrderCommand.CancelOrder;
import io.packhouse.ordering.api.OrderCommand.ConfirmOrder;
import io.packhouse.ordering.api.OrderCommand.MissingStock;
import io.packhouse.ordering.api.OrderCommand.RejectOrder;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.ordering.api.PaymentPlan;
import io.packhouse.ordering.process.OrderPlacement.Phase;
import io.packhouse.payment.api.PaymentCommand.CapturePayment;
import io.packhouse.payment.api.PaymentCommand.CloseCheckout;
import io.packhouse.payment.api.PaymentCommand.RequestPayment;
import io.packhouse.payment.api.PaymentCommand.ReversePayment;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderPlacementTest {

    static final OrderId ORDER = new OrderId("ord_01jd0000000000000000000001");
    static final PaymentId PAYMENT = PaymentId.derive(ORDER.value(), "FULL");
    static final Money DUE = new Money(2400, Currency.getInstance("EUR"));
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Instant EXPIRY = NOON.plusSeconds(900);

    final OrderPlacement placed = new OrderPlacement(
            Phase.RESERVING,
            new OrderPlacement.Terms("PH-000000018", PaymentPlan.FULL, DUE, EXPIRY),
            new OrderReservation(ORDER, 1, new TreeMap<>(Map.of(new Sku("TEA-1"), 2, new Sku("CUP-1"), 1))),
            NOON,
            List.of(),
            null);

    @Test
    void cancelsAndReleasesStockWhenAnotherAmountWasPaid() {
        var awaiting = placed.onReserved(NOON);
        for (var before : List.of(awaiting, awaiting.onAuthorized(NOON))) {
            var after = before.onMismatched(NOON);
            assertThat(after.next())
                    .hasSize(2)
                    .anyMatch(ReleaseReservation.class::isInstance)
                    .contains(new CancelOrder(ORDER, CancellationReason.PAYMENT_MISMATCHED, null, null));
            assertThat(after.isEnded()).isTrue();
        }
    }

    @Test
    void endsWhenStaffSettledTheReversal() {
        var givingBack = placed.onReserved(NOON).onCancelled(NOON);
        assertThat(givingBack.onReviewEnded(NOON).isEnded()).isTrue();
        assertThat(placed.onReviewEnded(NOON)).isSameAs(placed);
    }

    @Test
    void reservesAllStockInOneCommandUntilTheExpiry() {
        assertThat(placed.next()).singleElement().isInstanceOfSatisfying(ReserveStock.class, command -> {
            assertThat(command.reservationId()).isEqualTo(reservation(1));
            assertThat(command.demand()).hasSize(2);
            assertThat(command.expiresAt()).isEqualTo(EXPIRY);
        });
    }

    @Test
    void rejectsTheOrderWhenStockIsRefused() {
        var rejected = placed.on(refused(1), NOON);
        assertThat(rejected.next()).containsExactly(new RejectOrder(ORDER, List.of(new MissingStock("TEA-1", 2, 1))));
        assertThat(rejected.isEnded()).isTrue();
    }

    @Test
    void acceptsTheOrderAndRequestsPaymentOnceStockIsReserved() {
        assertThat(placed.onReserved(NOON).next())
                .containsExactly(
                        new AcceptOrder(ORDER), new RequestPayment(PAYMENT, DUE, "Order PH-000000018", EXPIRY));
    }

    @Test
    void requestsThePaymentOnlyOnce() {
        var awaiting = placed.onReserved(NOON);
        assertThat(awaiting.onReserved(NOON)).isSameAs(awaiting);
    }

    @Test
    void commitsStockThenCapturesThenConfirms() {
        var committing = placed.onReserved(NOON).onAuthorized(NOON);
        assertThat(committing.next())
                .singleElement()
                .isInstanceOfSatisfying(
                        CommitReservation.class,
                        command -> assertThat(command.at()).isEqualTo(NOON));
        var capturing = committing.onCommitted(NOON);
        assertThat(capturing.next()).containsExactly(new CapturePayment(PAYMENT));
        var confirming = capturing.onCaptured(NOON);
        assertThat(confirming.next()).containsExactly(new ConfirmOrder(ORDER, Installment.FULL, DUE, 1));
        assertThat(confirming.onConfirmed(NOON).isEnded()).isTrue();
    }

    @Test
    void confirmsWithoutCaptureWhenThePaymentWasCapturedEarly() {
        var confirm = new ConfirmOrder(ORDER, Installment.FULL, DUE, 1);
        var awaiting = placed.onReserved(NOON);
        assertThat(awaiting.onCaptured(NOON).next()).singleElement().isInstanceOf(CommitReservation.class);
        assertThat(awaiting.onCaptured(NOON).onCommitted(NOON).next()).containsExactly(confirm);
        var committing = awaiting.onAuthorized(NOON);
        var known = committing.onCaptured(NOON);
        assertThat(known.phase()).as("asks for nothing again").isEqualTo(committing.phase());
        assertThat(known.onCommitted(NOON).next()).containsExactly(confirm);
    }

    @Test
    void reservesAgainAndConfirmsALateCapture() {
        var expiring = placed.onReserved(NOON).onReservationExpired(EXPIRY);
        var confirm = new ConfirmOrder(ORDER, Installment.FULL, DUE, 2);
        for (var again : List.of(
                expiring.onCaptured(EXPIRY),
                expiring.onAuthorized(EXPIRY).onCaptured(EXPIRY),
                placed.onReserved(NOON).onAuthorized(EXPIRY).onCaptured(EXPIRY).onCommitmentRefused(EXPIRY))) {
            assertThat(again.next())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            ReserveStock.class,
                            command -> assertThat(command.reservationId()).isEqualTo(reservation(2)));
            assertThat(again.onReserved(EXPIRY).onCommitted(EXPIRY).next()).containsExactly(confirm);
        }
    }

    @Test
    void closesThePaymentPageWhenTheReservationExpiresAndThenCancels() {
        var expiring = placed.onReserved(NOON).onReservationExpired(EXPIRY);
        assertThat(expiring.next()).containsExactly(new CloseCheckout(PAYMENT));
        var expired = expiring.onPaymentNotTaken(EXPIRY);
        assertThat(expired.next()).contains(new CancelOrder(ORDER, CancellationReason.PAYMENT_EXPIRED, null, null));
        assertThat(expired.isEnded()).isTrue();
    }

    @Test
    void reservesAgainWhenThePaymentCameTooLate() {
        var again = placed.onReserved(NOON).onReservationExpired(EXPIRY).onAuthorized(EXPIRY);
        assertThat(again.next()).singleElement().isInstanceOfSatisfying(ReserveStock.class, command -> {
            assertThat(command.reservationId()).isEqualTo(reservation(2));
            assertThat(command.expiresAt()).isAfter(EXPIRY);
        });
        assertThat(again.onReserved(EXPIRY).onCommitted(EXPIRY).next()).containsExactly(new CapturePayment(PAYMENT));
    }

    @Test
    void reversesALatePaymentWhenStockIsGone() {
        var lost = placed.onReserved(NOON)
                .onAuthorized(EXPIRY)
                .onCommitmentRefused(EXPIRY)
                .on(refused(2), EXPIRY);
        assertThat(lost.next())
                .containsExactly(
                        new CancelOrder(ORDER, CancellationReason.STOCK_UNAVAILABLE, null, null),
                        new ReversePayment(PAYMENT, "out of stock"));
        assertThat(lost.isEnded()).isFalse();
        assertThat(lost.onPaymentNotTaken(EXPIRY).isEnded()).isTrue();
    }

    @Test
    void onCancellationReleasesStockAndReversesThePaymentAndEndsWhenDone() {
        var calledOff =
                placed.onReserved(NOON).onAuthorized(NOON).onCommitted(NOON).onCancelled(NOON);
        assertThat(calledOff.next())
                .anyMatch(ReleaseReservation.class::isInstance)
                .contains(new ReversePayment(PAYMENT, "order cancelled"));
        var captured = calledOff.onCaptured(NOON);
        assertThat(captured.onRefunded(new Money(1, DUE.currency()), NOON).isEnded())
                .isFalse();
        var refunded = captured.onRefunded(Money.zero(DUE.currency()), NOON);
        assertThat(refunded.next()).isEmpty();
        assertThat(refunded.isEnded()).isTrue();
        assertThat(captured.onNothingToReturn(NOON).isEnded()).isTrue();
    }

    @Test
    void releasesTheStockWhenTheAuthorisationIsVoided() {
        var unpaid =
                placed.onReserved(NOON).onAuthorized(NOON).onCommitted(NOON).onPaymentNotTaken(NOON);
        assertThat(unpaid.next())
                .anyMatch(ReleaseReservation.class::isInstance)
                .contains(new CancelOrder(ORDER, CancellationReason.PAYMENT_FAILED, null, null));
    }

    /// Events in any order, repeated: no command is sent twice in one attempt, and nothing is
    /// captured unless stock was committed before.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.packhouse.testing.RandomSeeds#thousand")
    void noOrderOfArrivalSendsACommandTwice(long seed) {
        var random = new Random(seed);
        var placement = placed;
        var commands = new ArrayList<>(placement.next());
        for (var step = 0; step < 60 && !placement.isEnded(); step++) {
            var after = anything(random).apply(placement);
            if (after.phase() != placement.phase()) {
                commands.addAll(after.next());
            }
            placement = after;
        }
        assertThat(commands).as("seed %s", seed).doesNotHaveDuplicates();
        if (commands.contains(new CapturePayment(PAYMENT))) {
            assertThat(commands.indexOf(new CapturePayment(PAYMENT)))
                    .isGreaterThan(commands.indexOf(firstCommit(commands)));
        }
    }

    private static Object firstCommit(List<Object> commands) {
        return commands.stream()
                .filter(CommitReservation.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static UnaryOperator<OrderPlacement> anything(Random random) {
        List<UnaryOperator<OrderPlacement>> arrivals = List.of(
                p -> p.onReserved(NOON),
                p -> p.on(refused(p.holding().attempt()), NOON),
                p -> p.onReservationExpired(NOON),
                p -> p.onAuthorized(NOON),
                p -> p.onMismatched(NOON),
                p -> p.onReviewEnded(NOON),
                p -> p.onCommitted(NOON),
                p -> p.onCommitmentRefused(NOON),
                p -> p.onCaptured(NOON),
                p -> p.onPaymentNotTaken(NOON),
                p -> p.onRefunded(DUE, NOON),
                p -> p.onRefunded(Money.zero(DUE.currency()), NOON),
                p -> p.onNothingToReturn(NOON),
                p -> p.onConfirmed(NOON),
                p -> p.onCancelled(NOON));
        return arrivals.get(random.nextInt(arrivals.size()));
    }

    static ReservationId reservation(int attempt) {
        return new ReservationId("res_" + ORDER + "_" + attempt);
    }

    static ReservationRefused refused(int attempt) {
        var item = new InventoryItemId("inv_main_TEA-1");
        return new ReservationRefused(
                item,
                reservation(attempt),
                new OwnerReference(ORDER.value()),
                EXPIRY,
                List.of(new StockShortage(item, 2, 1)));
    }
}
