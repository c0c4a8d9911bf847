package io.packhouse.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.Client.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A shop for stories: goods in stock, and what buyers do.
public final class Shop {

    public static final String GOOD_CARD = "4242424242424242";
    public static final String DECLINED_CARD = "4000000000000002";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final RunningEngine engine;
    private final Client staff;

    public Shop(RunningEngine engine) {
        this.engine = engine;
        staff = engine.as(Role.ADMIN);
    }

    public Client staff() {
        return staff;
    }

    /// A new SKU with that many units.
    public String stock(int units) {
        var sku = "SKU-" + NUMBER.incrementAndGet();
        receive(sku, units);
        return sku;
    }

    public void receive(String sku, int units) {
        var path = "/api/v1/inventory/items/inv_main_" + sku + "/receipts";
        var body = "{\"quantity\":%s,\"reason\":\"delivery\"}".formatted(units);
        assertThat(staff.post(path, body).status()).isEqualTo(200);
    }

    /// A published pack of one unit of each SKU, at 10.00 EUR net.
    public String pack(String... skus) {
        var contents =
                List.of(skus).stream().map(sku -> "\"%s\":1".formatted(sku)).collect(Collectors.joining(",", "{", "}"));
        var drafted = staff.post("/api/v1/packs", """
                        {"kind":"STARTER","name":"Pack","sku":"PACK-%s","taxClass":"STANDARD",
                         "contents":%s}\
                        """.formatted(NUMBER.incrementAndGet(), contents));
        var pack = drafted.string("id");
        assertThat(drafted.status()).as(drafted.text()).isEqualTo(201);
        staff.post("/api/v1/packs/" + pack + "/prices", "{\"amountMinor\":1000,\"currency\":\"EUR\"}");
        assertThat(staff.post("/api/v1/packs/" + pack + "/publish", "").status())
                .isEqualTo(200);
        return pack;
    }

    public static String basket(String plan, int quantity, String... packs) {
        var lines = IntStream.range(0, packs.length)
                .mapToObj(i -> "{\"packId\":\"%s\",\"quantity\":%s}".formatted(packs[i], quantity))
                .collect(Collectors.joining(","));
        return """
        {"currency":"EUR","plan":"%s","lines":[%s],"shipTo":{"name":"Ada Example",
         "street":"Example street 1","postalCode":"10115","city":"Berlin","country":"DE"}}\
        """.formatted(plan, lines);
    }

    /// Places an order that stock can serve and returns its id.
    public String order(Client buyer, String plan, int quantity, String... packs) {
        Answer placed = buyer.postUntilAdmitted("/api/v1/orders", basket(plan, quantity, packs));
        assertThat(placed.status()).as(placed.text()).isIn(201, 202);
        event(placed.string("id"), "ordering.OrderAccepted"); // 202: stock took longer to answer.
        return placed.string("id");
    }

    /// The page where that installment can be paid, as soon as there is one.
    public String payUrl(String order, String installment) {
        return event("pay_" + order + "_" + installment, "payment.CheckoutSessionCreated")
                .payload()
                .path("payUrl")
                .asString();
    }

    public void pay(String order, String installment) {
        var paid = staff.pay(payUrl(order, installment), GOOD_CARD);
        assertThat(paid.status()).as(paid.text()).isEqualTo(303);
    }

    /// The first event of that name in the stream, as soon as it is stored.
    public RawLog.Stored event(String stream, String name) {
        return await("for %s in %s, which has %s".formatted(name, stream, engine.names(stream)))
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> engine.events(stream).stream()
                                .filter(stored -> stored.name().equals(name))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }
}
