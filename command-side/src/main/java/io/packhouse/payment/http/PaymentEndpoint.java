package io.packhouse.payment.http;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.provider.PaymentStatusCheck;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/// The buyer's return from the provider's page, and operations of staff on a payment. Nothing the
/// browser sends is trusted: the status is fetched from the provider.
@RestController
@RequestMapping("/api/v1/payments/{paymentId}")
class PaymentEndpoint {

    private static final String MANAGE = "payments:manage";

    private final PaymentStatusCheck statusCheck;
    private final CommandDispatcher dispatcher;
    private final String shopUrl;

    PaymentEndpoint(
            PaymentStatusCheck statusCheck,
            CommandDispatcher dispatcher,
            @Value("${packhouse.shop-url:/orders/{reference}}") String shopUrl) {
        this.statusCheck = statusCheck;
        this.dispatcher = dispatcher;
        this.shopUrl = shopUrl;
    }

    /// Redirects the buyer to the shop and schedules a status check of the payment. 404 when there
    /// is no such payment.
    @GetMapping("/return")
    @PublicEndpoint
    ResponseEntity<Void> returnFromProvider(@PathVariable PaymentId paymentId, Caller caller) {
        statusCheck.at(paymentId, "return", caller);
        var shop = UriComponentsBuilder.fromUriString(shopUrl).build(paymentId.reference());
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(shop).build();
    }

    /// Schedules a status check of the payment. 202: the result appears in the payment's status.
    @PostMapping("/refresh")
    @PublicEndpoint
    ResponseEntity<Void> refresh(@PathVariable PaymentId paymentId, Caller caller) {
        statusCheck.at(paymentId, "refresh", caller);
        return ResponseEntity.accepted().build();
    }

    /// Requests the rejected reversal from the provider once more. 409 NOT_UNDER_REVIEW when the
    /// payment is not under review.
    @PostMapping("/return-again")
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> returnAgain(@PathVariable PaymentId paymentId, Caller caller) {
        return dispatcher.accept(new ReturnAgain(paymentId), caller);
    }

    /// Ends the review of the payment after the matter was settled, here or at the provider. 409
    /// NOT_UNDER_REVIEW when there is no review.
    @PostMapping("/end-review")
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> endReview(@PathVariable PaymentId paymentId, Caller caller) {
        return dispatcher.accept(new EndReview(paymentId), caller);
    }
}
