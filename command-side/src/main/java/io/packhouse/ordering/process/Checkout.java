package io.packhouse.ordering.process;

import io.packhouse.catalog.api.pack.PackCommand.*;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackQuote;
import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.ordering.api.DeliveryAddress;
import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.ordering.api.PaymentPlan;
import io.packhouse.shared.api.PersonId;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Fetches current prices and fixes them in the order; clients cannot supply prices.
@Component
public class Checkout {

    private final CommandDispatcher dispatcher;
    private final PersonalDataCipher personalDataCipher;
    private final Duration reservationTtl;

    public record CheckoutRequest(
            List<Line> lines,
            Currency currency,
            PaymentPlan plan,
            DeliveryAddress shipTo,
            @Nullable String cartId) {

        public record Line(PackId packId, int quantity) {}
    }

    Checkout(
            CommandDispatcher dispatcher,
            PersonalDataCipher personalDataCipher,
            @Value("${packhouse.reservation.ttl:PT15M}") Duration reservationTtl) {
        this.dispatcher = dispatcher;
        this.personalDataCipher = personalDataCipher;
        this.reservationTtl = reservationTtl;
    }

    public PlaceOrder order(OrderId orderId, CheckoutRequest checkoutRequest, Caller caller) {
        var buyer = new PersonId(caller.actor());
        var wanted = checkoutRequest.lines().stream()
                .map(line -> new Pricing.QuotedLine(quote(line, checkoutRequest, caller), line.quantity()))
                .toList();
        var terms = new Pricing(checkoutRequest.shipTo().country(), checkoutRequest.currency())
                .terms(wanted, checkoutRequest.plan(), caller.at().plus(reservationTtl));
        return new PlaceOrder(
                orderId,
                buyer,
                personalDataCipher.seal(buyer, checkoutRequest.shipTo()),
                terms,
                caller.at(),
                checkoutRequest.cartId());
    }

    private PackQuote quote(CheckoutRequest.Line line, CheckoutRequest checkoutRequest, Caller caller) {
        var command = new QuotePack(line.packId(), line.quantity(), checkoutRequest.currency());
        return dispatcher.query(command, caller, PackQuote.class);
    }
}
