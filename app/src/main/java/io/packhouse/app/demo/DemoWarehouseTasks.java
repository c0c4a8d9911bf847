package io.packhouse.app.demo;

import io.packhouse.app.demo.catalog.DemoAssortment.DemoProduct;
import io.packhouse.app.demo.catalog.DemoProducts;
import io.packhouse.app.demo.catalog.DemoReward;
import java.util.List;
import java.util.Map;

/// Everything in the demo's past besides orders: deliveries, counts, price changes, redemptions.
final class DemoWarehouseTasks {

    private static final int DELIVERY = 240;

    private final DemoClient client;
    private final DemoWorkers team;
    private final DemoProducts products;
    private final List<DemoProduct> wares;

    DemoWarehouseTasks(DemoClient client, DemoWorkers team, DemoProducts products) {
        this.client = client;
        this.team = team;
        this.products = products;
        wares = products.wares();
    }

    void perform(DemoTimeline.Entry entry) {
        var key =
                "demo-" + entry.what() + "-" + entry.number() + "-" + entry.at().getEpochSecond();
        switch (entry.what()) {
            case RESTOCK -> {
                var body = Map.of("quantity", DELIVERY, "reason", "weekly delivery");
                client.post(staff(), item(entry) + "/receipts", key, body).expected();
            }
            case COUNT -> {
                var found =
                        client.get(staff(), item(entry)).body().path("onHand").asInt(1) - 1;
                var body = Map.of("onHand", Math.max(0, found), "reason", "one broken, by count");
                client.post(staff(), item(entry) + "/corrections", key, body);
            }
            case REPRICE -> reprice(ware(entry.number()), key);
            case REDEEM -> redeem(entry.number(), key);
            case ORDER, EXPIRE, CANCEL, BALANCE, PROCESS, SHIP, DELIVER ->
                throw new IllegalArgumentException(entry.what() + " is a step of an order");
        }
    }

    private void reprice(DemoProduct demoProduct, String key) {
        var path = "/api/v1/products/" + products.id(demoProduct) + "/variants/" + demoProduct.sku();
        var cents = demoProduct.cents() * 104 / 100;
        client.post(staff(), path + "/prices", key, Map.of("amountMinor", cents, "currency", "EUR"));
    }

    /// A customer with enough points redeems a reward; one without is refused.
    private void redeem(int customer, String key) {
        var token = team.token(DemoPerson.buyers().get(customer));
        var body = Map.of("rewardId", DemoReward.all().getFirst().id());
        client.post(token, "/api/v1/loyalty/redemptions", key, body);
    }

    private String staff() {
        return team.token(DemoPerson.staff());
    }

    private String item(DemoTimeline.Entry entry) {
        return "/api/v1/inventory/items/inv_main_" + ware(entry.number()).sku();
    }

    /// `number` is one of 600, of which a smaller demo has a part.
    private DemoProduct ware(int number) {
        return wares.get(number * wares.size() / 600);
    }
}
