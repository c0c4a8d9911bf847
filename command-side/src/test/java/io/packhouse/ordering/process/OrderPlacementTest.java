package io.packhouse.ordering.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.inventory.api.InventoryCommand.*;
import io.packhouse.inventory.api.InventoryItemEvent.*;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.OwnerReference;
import io.packhouse.inventory.api.ReservationId;
import io.packhouse.ordering.api.CancellationReason;
import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.ordering.api.OrderLine.TaxShare;
import io.packhouse.ordering.api.OrderNumber;
import io.packhouse.ordering.api.OrderTerms;
import io.packhouse.ordering.api.PaymentPlan;
import io.packhouse.ordering.process.OrderPlacement.Transition;
import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderPlacementTest {

    static final OrderId ORDER = new OrderId("ord_01jd0000000000000000000001");
    static final OrderNumber NUMBER = OrderNumber.derivedFrom(ORDER);
    static final PaymentId PAYMENT = PaymentId.derive(ORDER.value(), "FULL");
    static final Money DUE = new Money(2400, Currency.getInstance("EUR"));
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Instant EXPIRY = NOON.plusSeconds(900);

    final Transition begun = OrderPlacement.begin(placed());
    final OrderPlacement placed = begun.after();
    final OrderPlacement awaiting = placed.onReserved(NOON).after();
    final OrderPlacement committing = awaiting.onAuthorized(NOON).after();
    final OrderPlacement capturing = committing.onCommitted(NOON).after();
    final OrderPlacement expiring = awaiting.onReservationExpired(EXPIRY).after();

    @Test
    void cancelsAndReleasesStockWhenAnotherAmountWasPaid() {
        for (var before : List.of(awaiting, committing)) {
            var mismatched = before.onMismatched(NOON);
            assertThat(mismatched.commands())
                    .hasSize(2)
                    .anyMatch(ReleaseReservation.class::isInstance)
                    .contains(new CancelOrder(ORDER, CancellationReason.PAYMENT_MISMATCHED, null, null));
            assertThat(mismatched.after().isEnded()).isTrue();
        }
    }

    @Test
    void endsWhenTheReversalEnded() {
        var ended = awaiting.onCancelled(NOON).after().onReversalEnded(NOON);
        assertThat(ended.commands()).isEmpty();
        assertThat(ended.after().isEnded()).isTrue();
        assertUnchanged(placed, placed.onReversalEnded(NOON));
    }

    @Test
    void reservesAllStockInOneCommandUntilTheExpiry() {
        assertThat(begun.commands()).singleElement().isInstanceOfSatisfying(ReserveStock.class, command -> {
            assertThat(command.reservationId()).isEqualTo(reservation(1));
            assertThat(command.demand()).hasSize(2);
            assertThat(command.expiresAt()).isEqualTo(EXPIRY);
        });
    }

    @Test
    void rejectsTheOrderWhenStockIsRefused() {
        var rejected = placed.on(refused(1), NOON);
        assertThat(rejected.commands())
                .containsExactly(new RejectOrder(ORDER, List.of(new MissingStock("TEA-1", 2, 1))));
        assertThat(rejected.after().isEnded()).isTrue();
    }

    @Test
    void acceptsTheOrderAndRequestsPaymentOnceStockIsReserved() {
        assertThat(placed.onReserved(NOON).commands())
                .containsExactly(new AcceptOrder(ORDER), new RequestPayment(PAYMENT, DUE, "Order " + NUMBER, EXPIRY));
    }

    @Test
    void requestsThePaymentOnlyOnce() {
        assertUnchanged(awaiting, awaiting.onReserved(NOON));
    }

    @Test
    void commitsStockThenCapturesThenConfirms() {
        assertThat(awaiting.onAuthorized(NOON).commands())
                .singleElement()
                .isInstanceOfSatisfying(
                        CommitReservation.class,
                        command -> assertThat(command.at()).isEqualTo(NOON));
        assertThat(committing.onCommitted(NOON).commands()).containsExactly(new CapturePayment(PAYMENT));
        var confirming = capturing.onCaptured(NOON);
        assertThat(confirming.commands()).containsExactly(new ConfirmOrder(ORDER, Installment.FULL, DUE, 1));
        assertThat(confirming.after().onConfirmed(NOON).after().isEnded()).isTrue();
    }

    @Test
    void confirmsWithoutCaptureWhenThePaymentWasCapturedEarly() {
        var confirm = new ConfirmOrder(ORDER, Installment.FULL, DUE, 1);
        var early = awaiting.onCaptured(NOON);
        assertThat(early.commands()).singleElement().isInstanceOf(CommitReservation.class);
        assertThat(early.after().onCommitted(NOON).commands()).containsExactly(confirm);
        var known = committing.onCaptured(NOON);
        assertThat(known.commands()).as("asks for nothing again").isEmpty();
        assertThat(known.after().onCommitted(NOON).commands()).containsExactly(confirm);
    }

    @Test
    void reservesAgainAndConfirmsALateCapture() {
        var confirm = new ConfirmOrder(ORDER, Installment.FULL, DUE, 2);
        var paid = committing.onCaptured(EXPIRY).after();
        for (var again : List.of(expiring.onCaptured(EXPIRY), paid.onCommitmentRefused(EXPIRY))) {
            assertReservesAgain(again);
            var committed = again.after().onReserved(EXPIRY).after().onCommitted(EXPIRY);
            assertThat(committed.commands()).containsExactly(confirm);
        }
        var authorized = expiring.onAuthorized(EXPIRY);
        assertReservesAgain(authorized);
        var captured = authorized.after().onCaptured(EXPIRY);
        assertThat(captured.commands()).isEmpty();
        assertThat(captured.after()
                        .onReserved(EXPIRY)
                        .after()
                        .onCommitted(EXPIRY)
                        .commands())
                .containsExactly(confirm);
    }

    @Test
    void closesThePaymentPageWhenTheReservationExpiresAndThenCancels() {
        assertThat(awaiting.onReservationExpired(EXPIRY).commands()).containsExactly(new CloseCheckout(PAYMENT));
        var expired = expiring.onPaymentNotTaken(EXPIRY);
        assertThat(expired.commands())
                .anyMatch(ReleaseReservation.class::isInstance)
                .contains(new CancelOrder(ORDER, CancellationReason.PAYMENT_EXPIRED, null, null));
        assertThat(expired.after().isEnded()).isTrue();
    }

    @Test
    void reservesAgainWhenThePaymentCameTooLate() {
        var again = expiring.onAuthorized(EXPIRY);
        assertReservesAgain(again);
        assertThat(again.after().onReserved(EXPIRY).after().onCommitted(EXPIRY).commands())
                .containsExactly(new CapturePayment(PAYMENT));
    }

    @Test
    void reversesALatePaymentWhenStockIsGone() {
        var again = committing.onCommitmentRefused(EXPIRY).after();
        var lost = again.on(refused(2), EXPIRY);
        assertThat(lost.commands())
                .containsExactly(
                        new CancelOrder(ORDER, CancellationReason.STOCK_UNAVAILABLE, null, null),
                        new ReversePayment(PAYMENT, "out of stock"));
        assertThat(lost.after().isEnded()).isFalse();
        assertThat(lost.after().onPaymentNotTaken(EXPIRY).after().isEnded()).isTrue();
    }

    @Test
    void onCancellationReleasesStockAndReversesThePaymentAndEndsWhenDone() {
        var cancelled = capturing.onCancelled(NOON);
        assertThat(cancelled.commands())
                .anyMatch(ReleaseReservation.class::isInstance)
                .contains(new ReversePayment(PAYMENT, "order cancelled"));
        var captured = cancelled.after().onCaptured(NOON).after();
        assertUnchanged(captured, captured.onRefunded(new Money(1, DUE.currency()), NOON));
        var refunded = captured.onRefunded(Money.zero(DUE.currency()), NOON);
        assertThat(refunded.commands()).isEmpty();
        assertThat(refunded.after().isEnded()).isTrue();
        assertThat(captured.onReversalEnded(NOON).after().isEnded()).isTrue();
    }

    @Test
    void releasesTheStockWhenTheAuthorisationIsVoided() {
        assertThat(capturing.onPaymentNotTaken(NOON).commands())
                .anyMatch(ReleaseReservation.class::isInstance)
                .contains(new CancelOrder(ORDER, CancellationReason.PAYMENT_FAILED, null, null));
    }

    /// Events in any order, repeated: no command is sent twice in one attempt, and nothing is
    /// captured unless stock was committed before.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.packhouse.testing.RandomSeeds#thousand")
    void noOrderOfArrivalSendsACommandTwice(long seed) {
        var random = new Random(seed);
        var transition = begun;
        var commands = new ArrayList<>(begun.commands());
        for (var step = 0; step < 60 && !transition.after().isEnded(); step++) {
            transition = anything(random).apply(transition.after());
            commands.addAll(transition.commands());
        }
        assertThat(commands).as("seed %s", seed).doesNotHaveDuplicates();
        if (commands.contains(new CapturePayment(PAYMENT))) {
            assertThat(commands.indexOf(new CapturePayment(PAYMENT)))
                    .isGreaterThan(commands.indexOf(firstCommit(commands)));
        }
    }

    private static void assertUnchanged(OrderPlacement before, Transition transition) {
        assertThat(transition).isEqualTo(new Transition(before, List.of()));
    }

    private static void assertReservesAgain(Transition transition) {
        assertThat(transition.commands()).singleElement().isInstanceOfSatisfying(ReserveStock.class, command -> {
            assertThat(command.reservationId()).isEqualTo(reservation(2));
            assertThat(command.expiresAt()).isAfter(EXPIRY);
        });
    }

    private static Object firstCommit(List<Object> commands) {
        return commands.stream()
                .filter(CommitReservation.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static Function<OrderPlacement, Transition> anything(Random random) {
        List<Function<OrderPlacement, Transition>> arrivals = List.of(
                p -> p.onReserved(NOON),
                p -> p.on(refused(p.holding().attempt()), NOON),
                p -> p.onReservationExpired(NOON),
                p -> p.onAuthorized(NOON),
                p -> p.onMismatched(NOON),
                p -> p.onCommitted(NOON),
                p -> p.onCommitmentRefused(NOON),
                p -> p.onCaptured(NOON),
                p -> p.onPaymentNotTaken(NOON),
                p -> p.onRefunded(DUE, NOON),
                p -> p.onRefunded(Money.zero(DUE.currency()), NOON),
                p -> p.onReversalEnded(NOON),
                p -> p.onConfirmed(NOON),
                p -> p.onCancelled(NOON));
        return arrivals.get(random.nextInt(arrivals.size()));
    }

    private static OrderPlaced placed() {
        var none = Money.zero(DUE.currency());
        var buyer = new PersonId("per_01jd0000000000000000000001");
        var terms = new OrderTerms(
                List.of(),
                new OrderTerms.Shipping("t", "DE", none, new TaxShare("t", "STANDARD", 0, none)),
                new OrderTerms.Totals(DUE, none, none, none, DUE, DUE, none),
                PaymentPlan.FULL,
                new TreeMap<>(Map.of(new Sku("TEA-1"), 2, new Sku("CUP-1"), 1)),
                EXPIRY);
        return new OrderPlaced(ORDER, NUMBER, buyer, new EncryptedPersonal<>(buyer, 1, "x"), terms, NOON, null);
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
