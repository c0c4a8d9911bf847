package io.packhouse.ordering.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.StreamEventAwaiter;
import io.packhouse.ordering.api.CancellationReason;
import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.ordering.api.OrderNumber;
import io.packhouse.ordering.api.OrderStatus;
import io.packhouse.ordering.api.PaymentPlan;
import io.packhouse.ordering.http.OrderEndpoint.Line;
import io.packhouse.ordering.http.OrderEndpoint.Place;
import io.packhouse.ordering.http.OrderEndpoint.ShipTo;
import io.packhouse.ordering.process.Checkout;
import io.packhouse.ordering.process.PricingTest;
import io.packhouse.payment.api.PaymentEvent.CheckoutSessionCreated;
import io.packhouse.payment.api.PaymentEvent.ProviderRefused;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderOperation;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.PersonId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;

/// The response to a request whose order is already recorded: no prices are fetched again.
class OrderEndpointTest {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final PersonId BUYER = new PersonId("per_01jd0000000000000000000001");
    static final Caller CALLER = new Caller(
            BUYER.value(),
            Set.of("orders:place"),
            NOON.plusSeconds(60),
            "t-1",
            new Caller.IdempotentRequest("key", "body", new AtomicInteger()),
            Set.of());
    static final OrderId ORDER = CALLER.newId("ord", OrderId::new);
    static final OrderPlaced PLACED = new OrderPlaced(
            ORDER,
            OrderNumber.derivedFrom(ORDER),
            BUYER,
            new EncryptedPersonal<>(BUYER, 1, "x"),
            PricingTest.pricedPack(),
            NOON,
            null);

    static final CheckoutSessionCreated PAY_PAGE = new CheckoutSessionCreated(
            PaymentId.derive(ORDER.value(), Installment.FULL.name()), "cs_1", "https://pay.example/cs_1");

    CommandReceipt receipt = new CommandReceipt(ORDER.value(), 0, List.of("ordering.OrderPlaced"), 7, true);
    final Checkout checkout = mock(Checkout.class);

    @Test
    void aRepeatedRequestGetsTheFirstTerms() {
        var answer = place(PLACED, new OrderAccepted(ORDER), PAY_PAGE);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatusCode.valueOf(201));
        assertThat(answer.getHeaders().getLocation()).hasToString("/api/v1/orders/" + ORDER);
        assertThat(answer.getBody())
                .isEqualTo(new OrderEndpoint.Placed(
                        ORDER,
                        PLACED.orderNumber(),
                        OrderStatus.PENDING,
                        PLACED.terms().totals(),
                        PaymentPlan.FULL,
                        PLACED.terms().expiresAt(),
                        URI.create("/api/v1/orders/" + ORDER + "/payments"),
                        URI.create(PAY_PAGE.payUrl())));
        verifyNoInteractions(checkout);
    }

    /// The provider was asked again after a failure, and opened the page then.
    @Test
    void aRepeatedRequestGetsThePageThatWasOpenedAfterAFailure() {
        var failure = new ProviderRefused(PAY_PAGE.paymentId(), ProviderOperation.OPEN_CHECKOUT, 1, "timeout");
        assertThat(place(PLACED, new OrderAccepted(ORDER), failure, PAY_PAGE).getBody())
                .extracting(OrderEndpoint.Placed::payUrl)
                .hasToString(PAY_PAGE.payUrl());
    }

    @Test
    void anOrderIsCreatedEvenIfItsPayPageIsNotOpenYet() {
        var answer = place(PLACED, new OrderAccepted(ORDER));
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatusCode.valueOf(201));
        assertThat(answer.getBody()).extracting(OrderEndpoint.Placed::payUrl).isNull();
    }

    /// With Axon Server a crash can come between the events and the row of the request.
    @Test
    void anOrderThatIsRecordedAlreadyIsDecidedByItsStream() {
        receipt = new CommandReceipt(ORDER.value(), 0, List.of(), 7, false);
        assertThatThrownBy(() -> place(PLACED, new OrderRejected(ORDER, List.of())))
                .isInstanceOf(CommandRejectedException.class);
    }

    @Test
    void listsTheShortages() {
        var missing = List.of(new MissingStock("TEA-1", 2, 1));
        assertThatThrownBy(() -> place(PLACED, new OrderRejected(ORDER, missing)))
                .isInstanceOfSatisfying(CommandRejectedException.class, no -> {
                    assertThat(no.answer().code()).isEqualTo("OUT_OF_STOCK");
                    assertThat(no.answer().facts()).isEqualTo(Map.of("shortages", missing));
                });
    }

    @Test
    void returnsAcceptedWhileTheReservationIsPending() {
        var answer = place(PLACED);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatusCode.valueOf(202));
        assertThat(answer.getBody()).extracting(OrderEndpoint.Placed::status).isEqualTo(OrderStatus.PLACED);
    }

    @Test
    void returnsTheStatusOfACancelledOrder() {
        var cancelled = new OrderCancelled(
                ORDER, CancellationReason.BUYER_REQUEST, null, OrderStatus.PLACED, Money.zero(PricingTest.EUR));
        assertThat(place(PLACED, cancelled).getBody())
                .extracting(OrderEndpoint.Placed::status)
                .isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void refusesAPackOnTwoLinesBeforeAnyCommand() {
        assertThatThrownBy(() -> place(body(PricingTest.PACK, PricingTest.PACK)))
                .isInstanceOfSatisfying(CommandRejectedException.class, no -> {
                    assertThat(no.answer().code()).isEqualTo("DUPLICATE_LINE");
                    assertThat(no.answer().facts()).isEqualTo(Map.of("line", 2, "packId", PricingTest.PACK.value()));
                });
        verifyNoInteractions(checkout);
    }

    private ResponseEntity<OrderEndpoint.Placed> place(Object... log) {
        return place(body(PricingTest.PACK), log);
    }

    private ResponseEntity<OrderEndpoint.Placed> place(Place body, Object... log) {
        var dispatcher = mock(CommandDispatcher.class);
        when(dispatcher.send(any(), any())).thenReturn(receipt);
        var outcomes = mock(StreamEventAwaiter.class);
        when(outcomes.recorded(any(), any())).thenAnswer(call -> first(call.getArgument(1), log));
        when(outcomes.expect(any(), any())).thenAnswer(call -> expected(call.getArgument(1), log));
        return new OrderEndpoint(checkout, dispatcher, outcomes).place(body, CALLER);
    }

    /// Of a repeated request everything was recorded before it.
    private static StreamEventAwaiter.Expected expected(Predicate<Object> isAnswer, Object... log) {
        var expected = mock(StreamEventAwaiter.Expected.class);
        when(expected.within(any())).thenReturn(Optional.empty());
        when(expected.orRecorded()).then(_ -> recorded(expected, isAnswer, log));
        when(expected.orRecorded(any())).then(call -> recorded(expected, call.getArgument(0), log));
        return expected;
    }

    private static StreamEventAwaiter.Expected recorded(
            StreamEventAwaiter.Expected expected, Predicate<Object> isAcceptable, Object... log) {
        when(expected.within(any())).thenReturn(first(isAcceptable, log));
        return expected;
    }

    private static Optional<Object> first(Predicate<Object> isAnswer, Object... log) {
        return Stream.of(log).filter(isAnswer).findFirst();
    }

    private static Place body(PackId... packs) {
        return new Place(
                Stream.of(packs).map(pack -> new Line(pack, 1)).toList(),
                "EUR",
                null,
                new ShipTo("A. Buyer", "Street 1", null, "10115", "Berlin", "DE", null),
                null);
    }
}
