package io.packhouse.payment.provider;

import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Open;
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

/// The buyer's way back from the provider's page. Nothing that comes with it is believed: the
/// provider is asked.
@RestController
@RequestMapping("/api/v1/payments/{paymentId}")
class PaymentEndpoint {

    private final LookNow look;
    private final String shopUrl;

    PaymentEndpoint(
            LookNow look, @Value("${packhouse.shop-url:/orders/{reference}}") String shopUrl) {
        this.look = look;
        this.shopUrl = shopUrl;
    }

    /// Takes the buyer on to the shop while the payment is looked at. 404 when there is none.
    @GetMapping("/return")
    @Open
    ResponseEntity<Void> comeBack(@PathVariable PaymentId paymentId, Caller caller) {
        look.at(paymentId, "return", caller);
        var shop = UriComponentsBuilder.fromUriString(shopUrl).build(paymentId.reference());
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(shop).build();
    }

    /// Has the payment looked at now. 202: what is found appears where the payment is read.
    @PostMapping("/refresh")
    @Open
    ResponseEntity<Void> refresh(@PathVariable PaymentId paymentId, Caller caller) {
        look.at(paymentId, "refresh", caller);
        return ResponseEntity.accepted().build();
    }
}
