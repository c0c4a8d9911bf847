package io.packhouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.Stripe;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.param.EventListParams;
import com.stripe.param.RefundCreateParams;
import io.packhouse.sandbox.json.StripeJson;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookTest {

    @TempDir
    Path folder;

    SandboxClient shop;

    @BeforeEach
    void open() {
        shop = new SandboxClient(folder);
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    @Test
    void aPurchaseSendsSignedEvents() throws Exception {
        var payment = shop.authorized();
        shop.stripe.v1().paymentIntents().capture(payment.getId(), SandboxClient.key("capture-1"));
        shop.stripe
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(payment.getId())
                        .build());
        await().untilAsserted(() -> assertThat(shop.inbox.types())
                .containsExactlyInAnyOrder(
                        "payment_intent.created",
                        "charge.succeeded",
                        "payment_intent.amount_capturable_updated",
                        "checkout.session.completed",
                        "charge.captured",
                        "payment_intent.succeeded",
                        "refund.created",
                        "charge.refunded"));
        var captured = received("payment_intent.succeeded");
        assertThat(captured.getRequest().getIdempotencyKey()).isEqualTo("capture-1");
        assertThat(captured.getPendingWebhooks()).isEqualTo(1);
        var object =
                (PaymentIntent) captured.getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(object.getAmountReceived()).isEqualTo(3750);
    }

    private Event received(String type) {
        return shop.inbox.events().stream()
                .filter(event -> event.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anEventShowsTheObjectAtItsTime() throws Exception {
        shop.authorized();
        await().until(() -> shop.inbox.types().contains("payment_intent.created"));
        var object = (PaymentIntent) received("payment_intent.created")
                .getDataObjectDeserializer()
                .getObject()
                .orElseThrow();
        assertThat(object.getStatus()).isEqualTo("requires_payment_method");
    }

    @Test
    void theVersionIsTheOneTheClientKnows() {
        assertThat(StripeJson.API_VERSION).isEqualTo(Stripe.API_VERSION);
    }

    @Test
    void undeliveredEventsAreRetriedEvenByTheNextRun() throws Exception {
        shop.inbox.answerWith(503);
        shop.authorized();
        shop.restart();
        assertThat(shop.inbox.events()).isEmpty();
        shop.inbox.answerWith(200);
        await().atMost(Duration.ofSeconds(10)).until(() -> shop.inbox.events().size() == 4);
        shop.restart();
        Thread.sleep(200);
        assertThat(shop.inbox.events()).hasSize(4);
    }

    @Test
    void eventsAreListedNewestFirstAndInPages() throws Exception {
        shop.authorized();
        var all = shop.stripe.v1().events().list().getData();
        assertThat(all).hasSize(4);
        assertThat(all.getLast().getType()).isEqualTo("payment_intent.created");
        var page = shop.stripe
                .v1()
                .events()
                .list(EventListParams.builder()
                        .setLimit(2L)
                        .setStartingAfter(all.getFirst().getId())
                        .build());
        assertThat(page.getData())
                .extracting("id")
                .containsExactly(all.get(1).getId(), all.get(2).getId());
        assertThat(page.getHasMore()).isTrue();
        var newer = shop.stripe
                .v1()
                .events()
                .list(EventListParams.builder()
                        .setEndingBefore(all.get(1).getId())
                        .build());
        assertThat(newer.getData())
                .extracting("id")
                .containsExactly(all.getFirst().getId());
        var typed = EventListParams.builder().setType("payment_intent.*").build();
        assertThat(shop.stripe.v1().events().list(typed).getData()).hasSize(2);
        assertThat(shop.stripe.v1().events().retrieve(all.get(2).getId()).getType())
                .isEqualTo(all.get(2).getType());
    }

    @Test
    void eventsCanBeRepeatedDroppedAndDelayed() throws Exception {
        shop.json("PUT", "/sandbox/faults", """
                {"webhooks":{"repeat":3,"shuffle":true,"types":["charge.succeeded"]}}
                """);
        shop.authorized();
        await().until(() -> shop.inbox.events().size() == 6);

        shop.json("PUT", "/sandbox/faults", "{\"webhooks\":{\"drop\":true}}");
        shop.authorized();
        shop.json("PUT", "/sandbox/faults", "{\"webhooks\":{\"delayMillis\":600}}");
        shop.authorized();
        Thread.sleep(200);
        assertThat(shop.inbox.events()).hasSize(6);
        await().until(() -> shop.inbox.events().size() == 10);
    }

    @Test
    void anEventCanBeResent() throws Exception {
        shop.authorized();
        await().until(() -> shop.inbox.events().size() == 4);
        var id = shop.inbox.events().getFirst().getId();
        shop.json("POST", "/sandbox/webhooks/resend", "{\"event\":\"" + id + "\"}");
        await().until(() -> shop.inbox.events().size() == 5);
        assertThat(shop.json("POST", "/sandbox/webhooks/resend", "{}").statusCode())
                .isEqualTo(400);
        assertThat(shop.json("POST", "/sandbox/webhooks/resend", "{\"event\":\"evt_x\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aLateRefundSettlesAndAFailedOneIsUndone() throws Exception {
        var late = captured("4000000000007726");
        var fails = captured("4000000000005126");
        assertThat(refund(late).getStatus()).isEqualTo("pending");
        var failing = refund(fails);
        shop.json("PUT", "/sandbox/clock", "{\"aheadSeconds\":60}");
        await().until(() -> shop.inbox.types().contains("refund.failed"));
        assertThat(shop.stripe.v1().refunds().retrieve(failing.getId()).getStatus())
                .isEqualTo("failed");
        assertThat(shop.get("/sandbox/totals").body()).contains("\"refunded\":{\"amount\":3750,\"count\":1}");
        refund(fails);
    }

    private com.stripe.model.Refund refund(String payment) throws Exception {
        return shop.stripe
                .v1()
                .refunds()
                .create(RefundCreateParams.builder().setPaymentIntent(payment).build());
    }

    private String captured(String card) throws Exception {
        var session = shop.manualSession();
        shop.pay(session, card);
        var id = shop.session(session.getId()).getPaymentIntent();
        return shop.stripe.v1().paymentIntents().capture(id).getId();
    }
}
