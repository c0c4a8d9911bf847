package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.testing.Client;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Prices in a currency with three decimals, of which the provider accepts only two.
class CurrencyStoryTest {

    final RunningEngine engine = RunningEngine.shared();
    final Shop shop = new Shop(engine);
    final Client buyer = engine.buyer(31);

    @Test
    void aDepositAndItsBalanceInDinarsSumToTheTotalOfTheOrder() {
        var pack = shop.pack(shop.stock(1));
        var price = "{\"amountMinor\":2323,\"currency\":\"KWD\"}";
        assertThat(shop.staff().post("/api/v1/packs/" + pack + "/prices", price).status())
                .isEqualTo(200);
        var basket =
                Shop.basket("DEPOSIT", 1, pack).replace("\"EUR\"", "\"KWD\"").replace("\"DE\"", "\"US\"");
        var placed = buyer.post("/api/v1/orders", basket);
        assertThat(placed.status()).as(placed.text()).isIn(201, 202);
        var order = placed.string("id");

        shop.pay(order, "DEPOSIT");
        shop.event(order, "ordering.OrderConfirmed");
        var path = "/api/v1/orders/" + order;
        assertThat(buyer.post(path + "/payments/balance", "").status()).isEqualTo(200);
        shop.pay(order, "BALANCE");
        shop.event(order, "ordering.OrderBalancePaid");

        var view = await().until(
                        () -> buyer.get(path).body(),
                        seen -> seen.path("paymentStatus").asString().equals("PAID"));
        var totals = view.path("totals");
        assertThat(minor(totals, "net")).isEqualTo(2323);
        assertThat(minor(totals, "shipping")).isEqualTo(4500);
        assertThat(minor(totals, "rounding")).isEqualTo(-3);
        assertThat(minor(totals, "total")).isEqualTo(6820);
        assertThat(minor(view, "paid")).isEqualTo(6820);
        assertThat(engine.jdbc().sql("""
                                select count(*) from analytics.orders where total_minor <>
                                net_minor + shipping_minor + tax_minor +
                                rounding_minor""").query(Long.class).single()).isZero();
    }

    private static long minor(JsonNode of, String name) {
        return of.path(name).path("amountMinor").asLong();
    }
}
