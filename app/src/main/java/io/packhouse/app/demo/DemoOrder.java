package io.packhouse.app.demo;

import io.packhouse.app.security.LocalTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// One order of the demo, from the basket to its fate.
final class DemoOrder {

    private static final String GOOD_CARD = "4242424242424242";
    private static final String DECLINED_CARD = "4000000000000002";

    private final DemoClient client;
    private final List<String> packs;
    private final int number;
    private final DemoFate fate;
    private final DemoPerson person;
    private final String buyer;
    private final String staff;
    private final Random random;
    private final Duration pause;

    DemoOrder(DemoClient client, LocalTokens tokens, List<String> packs, int number) {
        this(client, tokens, packs, number, Duration.ZERO);
    }

    /// One that takes its time between any two steps.
    DemoOrder(
            DemoClient client, LocalTokens tokens, List<String> packs, int number, Duration pause) {
        this.pause = pause;
        this.client = client;
        this.packs = packs;
        this.number = number;
        fate = DemoFate.of(number);
        person = DemoPerson.buyers().get(number % DemoPerson.buyers().size());
        buyer = tokens.mint(person.id(), person.name(), person.role());
        var admin = DemoPerson.staff();
        staff = tokens.mint(admin.id(), admin.name(), admin.role());
        random = new Random(number);
    }

    void live() {
        var placed = client.post(buyer, "/api/v1/orders", "demo-order-" + number, basket());
        if (placed.status() >= 400) {
            return; // Out of stock, as this order was meant to be.
        }
        var order = "/api/v1/orders/" + placed.body().path("id").asString();
        var status = status(order);
        if (!status.equals("PENDING")) {
            return; // A run before this one has been here.
        }
        switch (fate) {
            case CALLED_OFF -> client.post(buyer, order + "/cancel", key("cancel"), Map.of());
            case DECLINED -> pay(order, DECLINED_CARD);
            default -> {
                if (fate.isPaid()) {
                    pay(order, GOOD_CARD);
                    client.await(buyer, order, o -> !o.path("status").asString().equals("PENDING"));
                    goOn(order);
                }
            }
        }
    }

    private void goOn(String order) {
        switch (fate) {
            case BALANCE_PAID -> {
                client.post(buyer, order + "/payments/balance", key("balance"), Map.of());
                pay(order, GOOD_CARD);
                client.await(buyer, order, o -> o.path("paymentStatus").asString().equals("PAID"));
                steps(order, "process");
            }
            case PROCESSING -> steps(order, "process");
            case SHIPPED -> steps(order, "process", "ship");
            case DELIVERED -> steps(order, "process", "ship", "deliver");
            case REFUNDED -> client.post(buyer, order + "/cancel", key("cancel"), Map.of());
            default -> {}
        }
    }

    private void steps(String order, String... commands) {
        for (var command : commands) {
            rest();
            var body =
                    command.equals("ship")
                            ? Map.of("carrier", "DHL", "trackingNumber", "DEMO-" + number)
                            : Map.of();
            client.post(staff, order + "/" + command, key(command), body);
        }
    }

    private void rest() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The demo was interrupted", e);
        }
    }

    private void pay(String order, String card) {
        rest();
        var payments = client.await(buyer, order + "/payments", list -> openPage(list).isPresent());
        client.pay(openPage(payments).orElseThrow(), card);
    }

    private static java.util.Optional<String> openPage(tools.jackson.databind.JsonNode payments) {
        var list = payments.isArray() ? payments : payments.path("items");
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                .map(list::get)
                .filter(payment -> payment.path("status").asString().equals("OPEN"))
                .map(payment -> payment.path("payUrl").asString())
                .findFirst();
    }

    private Map<String, Object> basket() {
        var first = random.nextInt(packs.size());
        var second = (first + 1 + random.nextInt(packs.size() - 1)) % packs.size();
        return Map.of(
                "currency",
                person.country().equals("CH") ? "CHF" : "EUR",
                "plan",
                fate.onDeposit() ? "DEPOSIT" : "FULL",
                "lines",
                lines(first, second),
                "shipTo",
                Map.of(
                        "name",
                        person.name(),
                        "street",
                        "Example street " + (1 + number),
                        "postalCode",
                        String.valueOf(10_000 + number),
                        "city",
                        "Exampleton",
                        "country",
                        person.country(),
                        "email",
                        person.account() + "@example.com"));
    }

    private List<Map<String, Object>> lines(int first, int second) {
        return fate == DemoFate.OUT_OF_STOCK
                ? List.of(moreThanThereIs())
                : List.of(line(first), line(second));
    }

    private Map<String, Object> line(int pack) {
        return Map.of("packId", packs.get(pack), "quantity", 1 + random.nextInt(3));
    }

    /// The first wares are single products, of which the shelf holds five thousand.
    private Map<String, Object> moreThanThereIs() {
        return Map.of("packId", packs.get(number % 40), "quantity", 5_001);
    }

    private String status(String order) {
        return client.await(buyer, order, o -> o.has("status")).path("status").asString();
    }

    private String key(String step) {
        return "demo-order-" + number + "-" + step;
    }
}
