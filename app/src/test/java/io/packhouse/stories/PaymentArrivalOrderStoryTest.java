package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.testing.Client;
import io.packhouse.testing.LedgerAudit;
import io.packhouse.testing.Provider;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// PAY-11: the same payment is reported from three sides, the webhook three times, in every
/// possible order. One order, one capture, whichever comes first.
class PaymentArrivalOrderStoryTest {

    enum Arrival {
        WEBHOOK,
        RETURN,
        POLL
    }

    @TempDir
    Path folder;

    @Test
    void everyOrderOfArrivalGivesOneOrderAndOneCapture() {
        var orders = permutations(List.of("WEBHOOK", "WEBHOOK", "WEBHOOK", "RETURN", "POLL"));
        assertThat(orders).hasSize(20);
        try (var engine = RunningEngine.start(folder, "--packhouse.payment.first-poll-after=PT1H")) {
            var provider = new Client(engine.sandbox().toString(), "");
            provider.send("PUT", "/sandbox/faults", "{\"webhooks\":{\"drop\":true}}");
            var shop = new Shop(engine);
            var pack = shop.pack(shop.stock(20));
            for (var arrivals : orders) {
                var order = shop.order(engine.buyer(1), "FULL", 1, pack);
                shop.pay(order, "FULL");
                var word = authorised(engine, order);
                arrivals.forEach(arrival -> arrive(engine, order, word, Arrival.valueOf(arrival)));
                shop.event(order, "ordering.OrderConfirmed");
                assertThat(engine.names(order)).as("%s", arrivals).containsOnlyOnce("ordering.OrderConfirmed");
                assertThat(engine.names("pay_" + order + "_FULL"))
                        .as("%s", arrivals)
                        .containsOnlyOnce("payment.PaymentAuthorized", "payment.PaymentCaptured");
            }
            new LedgerAudit(engine).moneyAgrees();
        }
    }

    private static void arrive(RunningEngine engine, String order, String word, Arrival arrival) {
        var payment = "/api/v1/payments/pay_" + order + "_FULL";
        var answer = switch (arrival) {
            case WEBHOOK ->
                engine.anonymous()
                        .post("/api/v1/payments/webhooks/stripe", word, "Stripe-Signature", signature(engine, word));
            case RETURN -> engine.anonymous().get(payment + "/return");
            case POLL -> engine.anonymous().post(payment + "/refresh", "");
        };
        assertThat(answer.status()).as("%s: %s", arrival, answer.text()).isLessThan(400);
    }

    /// The webhook that the provider would have sent if it did not drop it.
    private static String authorised(RunningEngine engine, String order) {
        var asked = "/v1/events?limit=20&type=payment_intent.amount_capturable_updated";
        var key = "Bearer " + Provider.KEY;
        var events = new Client(engine.sandbox().toString(), "").get(asked, "Authorization", key);
        return events.body()
                .path("data")
                .valueStream()
                .map(JsonNode::toString)
                .filter(event -> event.contains(order))
                .findFirst()
                .orElseThrow(() -> new AssertionError(events.text()));
    }

    private static String signature(RunningEngine engine, String body) {
        var time = engine.bean(Clock.class).instant().getEpochSecond();
        try {
            var mac = Mac.getInstance("HmacSHA256");
            var secret = Provider.WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            var signed = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<List<String>> permutations(List<String> things) {
        var found = new TreeSet<List<String>>((a, b) -> a.toString().compareTo(b.toString()));
        if (things.isEmpty()) {
            found.add(List.of());
        }
        for (var i = 0; i < things.size(); i++) {
            var rest = new ArrayList<>(things);
            var first = rest.remove(i);
            for (var tail : permutations(rest)) {
                var whole = new ArrayList<>(List.of(first));
                whole.addAll(tail);
                found.add(whole);
            }
        }
        return found;
    }
}
