package io.packhouse.app.demo;

import io.packhouse.app.demo.DemoTimeline.What;
import io.packhouse.app.web.CallerResolver;
import io.packhouse.ordering.api.OrderEvent.OrderBalancePaid;
import io.packhouse.ordering.api.OrderEvent.OrderCancelled;
import io.packhouse.ordering.api.OrderEvent.OrderConfirmed;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.payment.api.PaymentEvent.CheckoutSessionCreated;
import io.packhouse.payment.api.PaymentId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// One order of the demo. Who orders, what and how it ends follow from its number.
final class DemoOrder {

    private static final String GOOD_CARD = "4242424242424242";
    private static final String DECLINED_CARD = "4000000000000002";
    private static final String ORDERS = "/api/v1/orders";

    private final DemoClient client;
    private final DemoWorkers team;
    private final DemoEventAwaiter news;
    private final List<Item> assortment;
    private final int number;
    private final DemoOrderOutcome fate;
    private final DemoPerson person;
    private final Random random;

    /// Something that can be bought; of the last one in the assortment there is hardly any.
    record Item(String packId, boolean isPack) {}

    /// `regulars` is how many customers the shop has by then.
    DemoOrder(
            DemoClient client,
            DemoWorkers team,
            DemoEventAwaiter news,
            List<Item> assortment,
            int number,
            int regulars) {
        this.client = client;
        this.news = news;
        this.team = team;
        this.assortment = assortment;
        this.number = number;
        fate = DemoOrderOutcome.of(number);
        random = new Random(number * 31L + 7);
        person = DemoPerson.buyers().get((int) (regulars * Math.pow(random.nextDouble(), 1.5)));
    }

    DemoOrderOutcome fate() {
        return fate;
    }

    /// Known before it is placed, because it follows from the key it is placed under.
    String id() {
        var request = CallerResolver.keyed(person.id().value(), "POST", ORDERS, key("place"));
        return request.newId("ord", OrderId::new).value();
    }

    /// Whether it was taken: some are for more than there is.
    boolean place() {
        return client.post(token(), ORDERS, key("place"), basket()).status() < 400;
    }

    /// Pays for it, tries to, or leaves it, as is its fate.
    void pay() {
        if (fate.isPaid()) {
            pay(GOOD_CARD, first());
            news.of(id(), e -> e instanceof OrderConfirmed || e instanceof OrderCancelled);
        } else if (fate == DemoOrderOutcome.DECLINED) {
            pay(DECLINED_CARD, first());
        }
    }

    /// Goes on with it. What is not allowed any more, such as shipping what was called off, is
    /// left.
    void goOn(What what) {
        switch (what) {
            case CANCEL -> client.post(token(), path() + "/cancel", key("cancel"), Map.of());
            case BALANCE -> {
                client.post(token(), path() + "/payments/balance", key("balance"), Map.of());
                pay(GOOD_CARD, "BALANCE");
                news.of(id(), OrderBalancePaid.class::isInstance);
            }
            case PROCESS -> byStaff("start-processing", Map.of());
            case SHIP ->
                    byStaff("ship", Map.of("carrier", "DHL", "trackingNumber", "DEMO-" + number));
            case DELIVER -> byStaff("deliver", Map.of());
            case ORDER, LAPSE, RESTOCK, COUNT, REPRICE, REDEEM ->
                    throw new IllegalArgumentException(what + " is nothing that orders do");
        }
    }

    private void byStaff(String command, Map<String, ?> body) {
        var staff = team.token(DemoPerson.staff());
        client.post(staff, path() + "/" + command, key(command), body);
    }

    private void pay(String card, String installment) {
        var payment = PaymentId.derive(id(), installment).value();
        var opened =
                (CheckoutSessionCreated) news.of(payment, CheckoutSessionCreated.class::isInstance);
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

    /// Up to four sorts, some of them far more often than others.
    private List<Map<String, Object>> lines() {
        if (fate == DemoOrderOutcome.OUT_OF_STOCK) {
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
        return fate.onDeposit() ? "DEPOSIT" : "FULL";
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
