package io.packhouse.ordering.http;

import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresIdempotencyKey;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.ordering.api.PaymentPlan;
import io.packhouse.shared.api.SupportedCurrencies;
import io.packhouse.shared.validation.ValidName;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The forms to place an order, on a pack's page, and to cancel one: both redirect to the order's page.
@Controller
class OrderFormController {

    private final OrderEndpoint orders;
    private final OrderLifecycleEndpoint lifecycle;

    OrderFormController(OrderEndpoint orders, OrderLifecycleEndpoint lifecycle) {
        this.orders = orders;
        this.lifecycle = lifecycle;
    }

    /// Waits until the payment page can be opened, up to a limit, and then shows the order's page. Without `email`,
    /// e-mails about the order go to the address of the buyer's account.
    @PostMapping(path = "/packs/{id}/orders", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @RequiresIdempotencyKey
    @RequiresScope("orders:place")
    ResponseEntity<Void> place(
            @PathVariable PackId id,
            @RequestParam @Min(1) @Max(10_000) int quantity,
            @RequestParam @Pattern(regexp = SupportedCurrencies.FORM, message = SupportedCurrencies.WANTED)
                    String currency,
            @RequestParam(defaultValue = "FULL") PaymentPlan plan,
            @RequestParam @ValidName(max = 120) String name,
            @RequestParam @ValidName(max = 120) String street,
            @RequestParam @ValidName(max = 16) String postalCode,
            @RequestParam @ValidName(max = 80) String city,
            @RequestParam @Pattern(regexp = "[A-Z]{2}") String country,
            @RequestParam(defaultValue = "") @Email @Size(max = 254) String email,
            @RequestParam(name = "Idempotency-Key") String key,
            Caller caller) {
        var placed = orders.place(
                new OrderEndpoint.Place(
                        List.of(new OrderEndpoint.Line(id, quantity)),
                        currency,
                        plan,
                        new OrderEndpoint.ShipTo(
                                name, street, null, postalCode, city, country, email.isBlank() ? null : email),
                        null),
                caller);
        var order = placed.getBody() == null ? "" : placed.getBody().id().value();
        return pageOf(order);
    }

    @PostMapping(path = "/orders/{id}/cancel", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @RequiresIdempotencyKey
    @RequiresScope("orders:place")
    ResponseEntity<Void> cancel(
            @PathVariable OrderId id, @RequestParam(name = "Idempotency-Key") String key, Caller caller) {
        lifecycle.cancel(id, null, caller);
        return pageOf(id.value());
    }

    private static ResponseEntity<Void> pageOf(String order) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/orders/" + order))
                .build();
    }
}
