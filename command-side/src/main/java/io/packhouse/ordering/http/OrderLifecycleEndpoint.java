package io.packhouse.ordering.http;

import static io.packhouse.ordering.api.OrderRefusal.NO_SHIPMENT;
import static io.packhouse.ordering.api.OrderRefusal.ORDER_STATUS_CONFLICT;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.ordering.api.CancellationReason;
import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.ordering.api.OrderNumber;
import io.packhouse.ordering.api.OrderStatus;
import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.api.PersonId;
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

/// Changes of an order after it was placed.
@RestController
@RequestMapping("/api/v1/orders/{id}")
class OrderLifecycleEndpoint {

    private static final String MANAGE = "orders:manage";
    private static final String TRACKING_NUMBER = "[A-Za-z0-9][A-Za-z0-9 ./:_-]{0,59}";
    private static final Duration BALANCE_PAGE = Duration.ofHours(23); // Stripe's checkout sessions expire after 24 h.

    private final CommandDispatcher dispatcher;
    private final PersonalDataCipher personalDataCipher;

    record Note(@Nullable @Size(max = 500) String note) {}

    record Shipment(
            @NotNull @ValidName(max = 60) String carrier,

            @NotNull @Pattern(regexp = TRACKING_NUMBER, message = TRACKING_NUMBER)
            String trackingNumber) {

        Shipment {
            carrier = Name.normalize(carrier);
        }
    }

    record StatusChange(
            @NotNull OrderStatus status, @Nullable @Valid Shipment shipment) {

        Shipment shipped() {
            if (shipment == null) {
                throw new CommandRejectedException(NO_SHIPMENT, Map.of("field", "shipment"));
            }
            return shipment;
        }
    }

    OrderLifecycleEndpoint(CommandDispatcher dispatcher, PersonalDataCipher personalDataCipher) {
        this.dispatcher = dispatcher;
        this.personalDataCipher = personalDataCipher;
    }

    /// Cancels the order, releases its stock and refunds its payments.
    @PostMapping("/cancel")
    @RequiresScope("orders:place")
    ResponseEntity<CommandReceipt> cancel(
            @PathVariable OrderId id, @Valid @RequestBody(required = false) @Nullable Note body, Caller caller) {
        var by = new PersonId(caller.actor());
        var isStaff = caller.may(MANAGE);
        var reason = isStaff ? CancellationReason.STAFF_DECISION : CancellationReason.BUYER_REQUEST;
        if (body == null || body.note() == null || body.note().isBlank()) {
            return dispatcher.accept(new CancelOrder(id, reason, null, by), caller);
        }
        var buyer = isStaff ? dispatcher.query(new FindBuyer(id), caller, PersonId.class) : by;
        EncryptedPersonal<String> note = personalDataCipher.seal(buyer, body.note());
        return dispatcher.accept(new CancelOrder(id, reason, note, by), caller.concerning(buyer));
    }

    /// Starts packing the order.
    @PostMapping("/start-processing")
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> process(@PathVariable OrderId id, Caller caller) {
        return dispatcher.accept(new StartOrderProcessing(id), caller);
    }

    /// Records that the order was shipped. 409 BALANCE_DUE while a balance is open.
    @PostMapping("/ship")
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> ship(@PathVariable OrderId id, @Valid @RequestBody Shipment body, Caller caller) {
        return dispatcher.accept(new ShipOrder(id, body.carrier(), body.trackingNumber()), caller);
    }

    /// Records that the order was delivered.
    @PostMapping("/deliver")
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> deliver(@PathVariable OrderId id, Caller caller) {
        return dispatcher.accept(new DeliverOrder(id), caller);
    }

    /// Changes the order to the requested status, with the command of that status. 422 NO_SHIPMENT
    /// when SHIPPED lacks carrier or tracking number.
    @PatchMapping("/status")
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> status(
            @PathVariable OrderId id, @Valid @RequestBody StatusChange statusChange, Caller caller) {
        return switch (statusChange.status()) {
            case PROCESSING -> process(id, caller);
            case SHIPPED -> ship(id, statusChange.shipped(), caller);
            case DELIVERED -> deliver(id, caller);
            case CANCELLED -> cancel(id, null, caller);
            case PLACED, PENDING, REJECTED, CONFIRMED ->
                throw new CommandRejectedException(ORDER_STATUS_CONFLICT, Map.of("requested", statusChange.status()));
        };
    }

    /// Opens a payment page for the balance of a deposit order. 409 NOTHING_DUE otherwise.
    @PostMapping("/payments/balance")
    @RequiresScope("orders:place")
    ResponseEntity<CommandReceipt> payBalance(@PathVariable OrderId id, Caller caller) {
        var by = caller.may(MANAGE) ? null : new PersonId(caller.actor());
        var due = dispatcher.query(new GetBalanceDue(id, by), caller, Money.class);
        var payment = PaymentId.derive(id.value(), Installment.BALANCE.name());
        return dispatcher.accept(
                new RequestPayment(
                        payment,
                        due,
                        "Balance of order " + OrderNumber.derivedFrom(id),
                        caller.at().plus(BALANCE_PAGE)),
                caller);
    }
}
