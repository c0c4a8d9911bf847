package io.packhouse.payment.provider;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.payment.api.PaymentCommand.EndReview;
import io.packhouse.payment.api.PaymentCommand.ReturnAgain;
import io.packhouse.payment.api.PaymentId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/// The buyer's way back from the provider's page, and what staff may do about a payment. Nothing
/// that comes with the buyer is believed: the provider is asked.
@RestController
@RequestMapping("/api/v1/payments/{paymentId}")
class PaymentEndpoint {

    private static final String MANAGE = "payments:manage";

    private final PaymentStatusCheck look;
    private final CommandDispatcher dispatcher;
    private final String shopUrl;

    PaymentEndpoint(
            PaymentStatusCheck look,
            CommandDispatcher dispatcher,
            @Value("${packhouse.shop-url:/orders/{reference}}") String shopUrl) {
        this.look = look;
        this.dispatcher = dispatcher;
        this.shopUrl = shopUrl;
    }

    /// Takes the buyer on to the shop while the payment is looked at. 404 when there is none.
    @GetMapping("/return")
    @PublicEndpoint
    ResponseEntity<Void> comeBack(@PathVariable PaymentId paymentId, Caller caller) {
        look.at(paymentId, "return", caller);
        var shop = UriComponentsBuilder.fromUriString(shopUrl).build(paymentId.reference());
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(shop).build();
    }

    /// Has the payment looked at now. 202: what is found appears where the payment is read.
    @PostMapping("/refresh")
    @PublicEndpoint
    ResponseEntity<Void> refresh(@PathVariable PaymentId paymentId, Caller caller) {
        look.at(paymentId, "refresh", caller);
        return ResponseEntity.accepted().build();
    }

    /// Asks the provider once more to give back what it refused to. 409 NOT_UNDER_REVIEW when it
    /// refused nothing.
    @PostMapping("/return-again")
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> returnAgain(@PathVariable PaymentId paymentId, Caller caller) {
        return dispatcher.accept(new ReturnAgain(paymentId), caller);
    }

    /// Says that what the review was about is settled, here or elsewhere. 409 NOT_UNDER_REVIEW when
    /// there is no review.
    @PostMapping("/end-review")
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> endReview(@PathVariable PaymentId paymentId, Caller caller) {
        return dispatcher.accept(new EndReview(paymentId), caller);
    }
}
