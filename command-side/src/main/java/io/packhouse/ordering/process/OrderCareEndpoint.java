package io.packhouse.ordering.process;

import static io.packhouse.ordering.api.OrderRefusal.WRONG_STATE;

import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Doors;
import io.packhouse.engine.door.Recorded;
import io.packhouse.engine.door.Requires;
import io.packhouse.engine.personal.Vault;
import io.packhouse.ordering.api.CancellationReason;
import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderCommand.AskBalance;
import io.packhouse.ordering.api.OrderCommand.CancelOrder;
import io.packhouse.ordering.api.OrderCommand.DeliverOrder;
import io.packhouse.ordering.api.OrderCommand.FindBuyer;
import io.packhouse.ordering.api.OrderCommand.ProcessOrder;
import io.packhouse.ordering.api.OrderCommand.ShipOrder;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.ordering.api.OrderNumber;
import io.packhouse.ordering.api.OrderStatus;
import io.packhouse.payment.api.PaymentCommand.RequestPayment;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.Personal;
import io.packhouse.shared.api.Refused;
import io.packhouse.shared.validation.ValidName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What happens to an order after it was placed.
@RestController
@RequestMapping("/api/v1/orders/{id}")
class OrderCareEndpoint {

    private static final String MANAGE = "orders:manage";
    private static final String TRACKING_NUMBER = "[A-Za-z0-9][A-Za-z0-9 ./:_-]{0,59}";
    private static final Duration BALANCE_PAGE =
            Duration.ofHours(23); // Stripe's pages end at 24 h.

    private final Doors doors;
    private final Vault vault;

    record Note(@Nullable @Size(max = 500) String note) {}

    record Shipment(
            @NotNull @ValidName(max = 60) String carrier,
            @NotNull @Pattern(regexp = TRACKING_NUMBER, message = TRACKING_NUMBER)
                    String trackingNumber) {

        Shipment {
            carrier = Name.normalize(carrier);
        }
    }

    record Wish(@NotNull OrderStatus status, @Nullable @Valid Shipment shipment) {}

    OrderCareEndpoint(Doors doors, Vault vault) {
        this.doors = doors;
        this.vault = vault;
    }

    /// Calls it off; what is held is released, what was paid goes back.
    @PostMapping("/cancel")
    @Requires("orders:place")
    ResponseEntity<Recorded> cancel(
            @PathVariable OrderId id,
            @Valid @RequestBody(required = false) @Nullable Note body,
            Caller caller) {
        var by = new PersonId(caller.actor());
        var isStaff = caller.may(MANAGE);
        var reason =
                isStaff ? CancellationReason.STAFF_DECISION : CancellationReason.BUYER_REQUEST;
        if (body == null || body.note() == null || body.note().isBlank()) {
            return doors.accept(new CancelOrder(id, reason, null, by), caller);
        }
        var buyer = isStaff ? doors.ask(new FindBuyer(id), caller, PersonId.class) : by;
        Personal<String> note = vault.seal(buyer, body.note());
        return doors.accept(new CancelOrder(id, reason, note, by), caller.concerning(buyer));
    }

    /// Somebody begins to pack it.
    @PostMapping("/process")
    @Requires(MANAGE)
    ResponseEntity<Recorded> process(@PathVariable OrderId id, Caller caller) {
        return doors.accept(new ProcessOrder(id), caller);
    }

    /// It left the house. 409 BALANCE_DUE while a balance is open.
    @PostMapping("/ship")
    @Requires(MANAGE)
    ResponseEntity<Recorded> ship(
            @PathVariable OrderId id, @Valid @RequestBody Shipment body, Caller caller) {
        return doors.accept(new ShipOrder(id, body.carrier(), body.trackingNumber()), caller);
    }

    /// It arrived.
    @PostMapping("/deliver")
    @Requires(MANAGE)
    ResponseEntity<Recorded> deliver(@PathVariable OrderId id, Caller caller) {
        return doors.accept(new DeliverOrder(id), caller);
    }

    /// The wished status, as the one command that leads there.
    @PatchMapping("/status")
    @Requires(MANAGE)
    ResponseEntity<Recorded> status(
            @PathVariable OrderId id, @Valid @RequestBody Wish wish, Caller caller) {
        return switch (wish.status()) {
            case PROCESSING -> process(id, caller);
            case SHIPPED ->
                    ship(id, wish.shipment() == null ? untracked() : wish.shipment(), caller);
            case DELIVERED -> deliver(id, caller);
            case CANCELLED -> cancel(id, null, caller);
            case PLACED, PENDING, REJECTED, CONFIRMED ->
                    throw new Refused(WRONG_STATE, Map.of("wished", wish.status()));
        };
    }

    /// Opens a page where the rest of a deposit order can be paid. 409 NOTHING_DUE otherwise.
    @PostMapping("/payments/balance")
    @Requires("orders:place")
    ResponseEntity<Recorded> payBalance(@PathVariable OrderId id, Caller caller) {
        var by = caller.may(MANAGE) ? null : new PersonId(caller.actor());
        var due = doors.ask(new AskBalance(id, by), caller, Money.class);
        var payment = PaymentId.derive(id.value(), Installment.BALANCE.name());
        return doors.accept(
                new RequestPayment(
                        payment,
                        due,
                        "Balance of order " + OrderNumber.derivedFrom(id),
                        caller.at().plus(BALANCE_PAGE)),
                caller);
    }

    private static Shipment untracked() {
        return new Shipment("unknown", "none");
    }
}
