package io.packhouse.ordering.process;

import io.packhouse.catalog.api.PackCommand.QuotePack;
import io.packhouse.catalog.api.PackId;
import io.packhouse.catalog.api.PackQuote;
import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Doors;
import io.packhouse.engine.personal.Vault;
import io.packhouse.ordering.api.DeliveryAddress;
import io.packhouse.ordering.api.OrderCommand.PlaceOrder;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.ordering.api.PaymentPlan;
import io.packhouse.shared.api.PersonId;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Gathers what packs cost now and freezes it into the order; no caller can bring a price.
@Component
class CheckoutDesk {

    private final Doors doors;
    private final Vault vault;
    private final Duration hold;

    record Basket(
            List<Line> lines,
            Currency currency,
            PaymentPlan plan,
            DeliveryAddress shipTo,
            @Nullable String cartId) {

        record Line(PackId packId, int quantity) {}
    }

    CheckoutDesk(Doors doors, Vault vault, @Value("${packhouse.hold:PT15M}") Duration hold) {
        this.doors = doors;
        this.vault = vault;
        this.hold = hold;
    }

    PlaceOrder order(OrderId orderId, Basket basket, Caller caller) {
        var buyer = new PersonId(caller.actor());
        var wanted =
                basket.lines().stream()
                        .map(
                                line ->
                                        new Pricing.Wanted(
                                                quote(line, basket, caller), line.quantity()))
                        .toList();
        var terms =
                new Pricing(basket.shipTo().country(), basket.currency())
                        .terms(wanted, basket.plan(), caller.at().plus(hold));
        return new PlaceOrder(
                orderId,
                buyer,
                vault.seal(buyer, basket.shipTo()),
                terms,
                caller.at(),
                basket.cartId());
    }

    private PackQuote quote(Basket.Line line, Basket basket, Caller caller) {
        var ask = new QuotePack(line.packId(), line.quantity(), basket.currency());
        return doors.ask(ask, caller, PackQuote.class);
    }
}
