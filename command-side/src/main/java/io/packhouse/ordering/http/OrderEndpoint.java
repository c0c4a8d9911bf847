package io.packhouse.ordering.http;

import static io.packhouse.ordering.api.OrderRefusal.DUPLICATE_LINE;
import static io.packhouse.ordering.api.OrderRefusal.OUT_OF_STOCK;

import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.engine.admission.RequestSlot;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.RequiresIdempotencyKey;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.http.StreamEventAwaiter;
import io.packhouse.ordering.api.DeliveryAddress;
import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.ordering.api.OrderNumber;
import io.packhouse.ordering.api.OrderStatus;
import io.packhouse.ordering.api.OrderTerms;
import io.packhouse.ordering.api.PaymentPlan;
import io.packhouse.ordering.process.Checkout;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.api.SupportedCurrencies;
import io.packhouse.shared.validation.ValidName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Placing orders. The response waits briefly for the result of the stock reservation.
@RestController
@RequestMapping("/api/v1/orders")
class OrderEndpoint {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PATIENCE_FOR_PAY_PAGE = Duration.ofSeconds(1);

    private final Checkout checkout;
    private final CommandDispatcher dispatcher;
    private final StreamEventAwaiter streamEventAwaiter;

    record Line(
            @NotNull PackId packId,
            @NotNull @Min(1) @Max(10_000) Integer quantity) {}

    record ShipTo(
            @NotNull @ValidName(max = 120) String name,
            @NotNull @ValidName(max = 120) String street,
            @Nullable @ValidName(max = 120, optional = true) String street2,
            @NotNull @ValidName(max = 16) String postalCode,
            @NotNull @ValidName(max = 80) String city,

            @NotNull @Pattern(regexp = "[A-Z]{2}", message = "an ISO 3166-1 alpha-2 code")
            String country,

            @Nullable @Email @Size(max = 254) String email) {

        ShipTo {
            name = Name.normalize(name);
            street = Name.normalize(street);
            street2 = Name.normalize(street2);
            postalCode = Name.normalize(postalCode);
            city = Name.normalize(city);
        }

        DeliveryAddress address() {
            return new DeliveryAddress(name, street, street2, postalCode, city, country, email);
        }
    }

    record Place(
            @NotEmpty @Size(max = 100) List<@Valid @NotNull Line> lines,

            @NotNull @Pattern(regexp = SupportedCurrencies.FORM, message = SupportedCurrencies.WANTED)
            String currency,

            @Nullable PaymentPlan plan,
            @NotNull @Valid ShipTo shipTo,

            @Nullable @Pattern(regexp = "[A-Za-z0-9_.:-]{1,80}", message = "an id")
            String cartId) {}

    /// The order when it was decided. `payUrl` is the provider's page for the payment due now, when it could be
    /// opened in time; `payments` has it later.
    record Placed(
            OrderId id,
            OrderNumber orderNumber,
            OrderStatus status,
            OrderTerms.Totals totals,
            PaymentPlan plan,
            Instant expiresAt,
            URI payments,
            @Nullable URI payUrl) {}

    OrderEndpoint(Checkout checkout, CommandDispatcher dispatcher, StreamEventAwaiter streamEventAwaiter) {
        this.checkout = checkout;
        this.dispatcher = dispatcher;
        this.streamEventAwaiter = streamEventAwaiter;
    }

    /// Places an order and reserves its stock. 201 when the stock is reserved and the order awaits
    /// payment, 409 OUT_OF_STOCK with the missing quantities, 202 when the reservation is still
    /// pending. The page to pay at is part of the response when the provider opened it in time.
    @PostMapping
    @RequiresIdempotencyKey
    @RequiresScope("orders:place")
    ResponseEntity<Placed> place(@Valid @RequestBody Place body, Caller caller) {
        refuseDuplicates(body.lines());
        var orderId = caller.newId("ord", OrderId::new);
        var order = placedBefore(orderId).orElseGet(() -> checkout.order(orderId, basket(body), caller));
        try (var decision = streamEventAwaiter.expect(orderId.value(), OrderEndpoint::isDecision);
                var payPage = streamEventAwaiter.expect(payment(order).value(), OrderEndpoint::isAnswerOfProvider)) {
            var recorded = dispatcher.send(order, caller.concerning(order.buyer()));
            if (recorded.replayed() || recorded.events().isEmpty()) { // Its events are older.
                decision.orRecorded();
                payPage.orRecorded(CheckoutSessionCreated.class::isInstance);
            }
            var outcome = decision.within(PATIENCE);
            if (outcome.orElse(null) instanceof OrderRejected rejected) {
                throw new CommandRejectedException(OUT_OF_STOCK, Map.of("shortages", rejected.missing()));
            }
            var payUrl = outcome.filter(OrderAccepted.class::isInstance).flatMap(_ -> payUrl(payPage));
            return ResponseEntity.status(outcome.isEmpty() ? HttpStatus.ACCEPTED : HttpStatus.CREATED)
                    .location(URI.create("/api/v1/orders/" + orderId))
                    .header(CommandDispatcher.CONSISTENCY_TOKEN, "g." + recorded.position())
                    .header(CommandDispatcher.REPLAYED, String.valueOf(recorded.replayed()))
                    .body(placed(order, status(outcome.orElse(null)), payUrl.orElse(null)));
        }
    }

    private static boolean isDecision(Object event) {
        return event instanceof OrderAccepted || event instanceof OrderRejected || event instanceof OrderCancelled;
    }

    private static boolean isAnswerOfProvider(Object event) {
        return event instanceof CheckoutSessionCreated
                || event instanceof PaymentOutcomeUnknown
                || event instanceof ProviderRefused;
    }

    private static PaymentId payment(PlaceOrder order) {
        return PaymentId.derive(
                order.orderId().value(), order.terms().plan().dueNow().name());
    }

    /// A provider that answers slowly must not keep others from ordering.
    private static Optional<URI> payUrl(StreamEventAwaiter.Expected payPage) {
        return RequestSlot.<Optional<Object>, RuntimeException>releasedWhile(
                        () -> payPage.within(PATIENCE_FOR_PAY_PAGE))
                .filter(CheckoutSessionCreated.class::isInstance)
                .map(opened -> URI.create(((CheckoutSessionCreated) opened).payUrl()));
    }

    /// A repeated request gets the terms of the first one, even if prices have changed since.
    private Optional<PlaceOrder> placedBefore(OrderId orderId) {
        return streamEventAwaiter
                .recorded(orderId.value(), OrderPlaced.class::isInstance)
                .map(OrderPlaced.class::cast)
                .map(e -> new PlaceOrder(orderId, e.buyer(), e.shipTo(), e.terms(), e.placedAt(), e.cartId()));
    }

    private static OrderStatus status(@Nullable Object outcome) {
        return switch (outcome) {
            case OrderAccepted _ -> OrderStatus.PENDING;
            case OrderCancelled _ -> OrderStatus.CANCELLED;
            case null, default -> OrderStatus.PLACED;
        };
    }

    private static Checkout.CheckoutRequest basket(Place body) {
        return new Checkout.CheckoutRequest(
                body.lines().stream()
                        .map(line -> new Checkout.CheckoutRequest.Line(line.packId(), line.quantity()))
                        .toList(),
                Currency.getInstance(body.currency()),
                body.plan() == null ? PaymentPlan.FULL : body.plan(),
                body.shipTo().address(),
                body.cartId());
    }

    private static void refuseDuplicates(List<Line> lines) {
        var seen = new HashSet<PackId>();
        for (var line : lines) {
            if (!seen.add(line.packId())) {
                throw new CommandRejectedException(
                        DUPLICATE_LINE,
                        Map.of("line", seen.size() + 1, "packId", line.packId().value()));
            }
        }
    }

    private static Placed placed(PlaceOrder order, OrderStatus status, @Nullable URI payUrl) {
        return new Placed(
                order.orderId(),
                OrderNumber.derivedFrom(order.orderId()),
                status,
                order.terms().totals(),
                order.terms().plan(),
                order.terms().expiresAt(),
                URI.create("/api/v1/orders/" + order.orderId() + "/payments"),
                payUrl);
    }
}
