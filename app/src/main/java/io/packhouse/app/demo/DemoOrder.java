package io.packhouse.app.demo;

import io.packhouse.app.demo.DemoTimeline.What;
import io.packhouse.app.web.CallerResolver;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// One order of the demo. Buyer, lines and outcome are derived from its number.
public final class DemoOrder {

    private static final String GOOD_CARD = "4242424242424242";
    private static final String DECLINED_CARD = "4000000000000002";
    private static final String ORDERS = "/api/v1/orders";

    private final DemoClient client;
    private final DemoWorkers team;
    private final DemoEventAwaiter events;
    private final List<Item> assortment;
    private final int number;
    private final DemoOrderOutcome outcome;
    private final DemoPerson person;
    private final Random random;

    /// An item that can be ordered; the last one of the assortment is nearly out of stock.
    public record Item(String packId, boolean isPack) {}

    /// `regulars` is the number of customers at that time.
    DemoOrder(
            DemoClient client,
            DemoWorkers team,
            DemoEventAwaiter events,
            List<Item> assortment,
            int number,
            int regulars) {
        this.client = client;
        this.events = events;
        this.team = team;
        this.assortment = assortment;
        this.number = number;
        outcome = DemoOrderOutcome.of(number);
        random = new Random(number * 31L + 7);
        person = DemoPerson.buyers().get((int) (regulars * Math.pow(random.nextDouble(), 1.5)));
    }

    DemoOrderOutcome outcome() {
        return outcome;
    }

    /// Known before it is placed, because it is derived from the idempotency key.
    String id() {
        var request = CallerResolver.keyed(person.id().value(), "POST", ORDERS, key("place"));
        return request.newId("ord", OrderId::new).value();
    }

    /// False when the order was refused: some exceed the stock.
    boolean place() {
        return client.post(token(), ORDERS, key("place"), basket()).status() < 400;
    }

    /// Pays, fails to pay, or does not pay, depending on the outcome.
    void pay() {
        if (outcome.isPaid()) {
            pay(GOOD_CARD, first());
            events.first(id(), e -> e instanceof OrderConfirmed || e instanceof OrderCancelled);
        } else if (outcome == DemoOrderOutcome.DECLINED) {
            pay(DECLINED_CARD, first());
        }
    }

    /// Continues with the next step. A step that is no longer allowed, such as shipping a cancelled
    /// order, is skipped.
    void continueWith(What what) {
        switch (what) {
            case CANCEL -> client.post(token(), path() + "/cancel", key("cancel"), Map.of());
            case BALANCE -> {
                client.post(token(), path() + "/payments/balance", key("balance"), Map.of());
                pay(GOOD_CARD, "BALANCE");
                events.first(id(), OrderBalancePaid.class::isInstance);
            }
            case PROCESS -> byStaff("start-processing", Map.of());
            case SHIP -> byStaff("ship", Map.of("carrier", "DHL", "trackingNumber", "DEMO-" + number));
            case DELIVER -> byStaff("deliver", Map.of());
            case ORDER, EXPIRE, RESTOCK, COUNT, REPRICE, REDEEM ->
                throw new IllegalArgumentException(what + " is not a step of an order");
        }
    }

    private void byStaff(String command, Map<String, ?> body) {
        var staff = team.token(DemoPerson.staff());
        client.post(staff, path() + "/" + command, key(command), body);
    }

    private void pay(String card, String installment) {
        var payment = PaymentId.derive(id(), installment).value();
        var opened = (CheckoutSessionCreated) events.first(payment, CheckoutSessionCreated.class::isInstance);
        client.pay(opened.payUrl(), card);
    }

    private Map<String, Object> basket() {
        return Map.of(
                "currency",
                person.country().equals("CH") ? "CHF" : "EUR",
                "plan",
                first(),
                "lines",
                lines(),
                "shipTo",
                Map.of(
                        "name",
                        person.name(),
                        "street",
                        "Example street " + (1 + number % 200),
                        "postalCode",
                        String.valueOf(10_000 + number % 9_000),
                        "city",
                        "Exampleton",
                        "country",
                        person.country(),
                        "email",
                        person.account() + "@example.com"));
    }

    /// Up to four different items, some of them much more often than others.
    private List<Map<String, Object>> lines() {
        if (outcome == DemoOrderOutcome.OUT_OF_STOCK) {
            return List.of(line(assortment.getLast(), 2 + number % 9));
        }
        var lines = new ArrayList<Map<String, Object>>();
        var chosen = new HashSet<String>();
        for (var sort = random.nextInt(4); sort >= 0; sort--) {
            var item = assortment.get((int) (assortment.size() * Math.pow(random.nextDouble(), 2)));
            if (chosen.add(item.packId())) {
                lines.add(line(item, 1 + random.nextInt(item.isPack() ? 2 : 10)));
            }
        }
        return lines;
    }

    private static Map<String, Object> line(Item item, int quantity) {
        return Map.of("packId", item.packId(), "quantity", quantity);
    }

    private String first() {
        return outcome.onDeposit() ? "DEPOSIT" : "FULL";
    }

    private String path() {
        return ORDERS + "/" + id();
    }

    private String token() {
        return team.token(person);
    }

    private String key(String step) {
        return "demo-order-" + number + "-" + step;
    }
}
