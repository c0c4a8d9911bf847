package io.packhouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.InvalidRequestException;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData.CaptureMethod;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {

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
    void anExpiredSessionCannotBePaidAndAPaidOneCannotExpire() throws Exception {
        var session = shop.manualSession();
        var expired = shop.stripe.v1().checkout().sessions().expire(session.getId());
        assertThat(expired.getStatus()).isEqualTo("expired");
        assertThat(expired.getUrl()).isNull();
        assertThat(shop.pay(session, "4242424242424242").statusCode()).isEqualTo(410);
        var paid = shop.manualSession();
        shop.pay(paid, "4242424242424242");
        assertThatThrownBy(() -> shop.stripe.v1().checkout().sessions().expire(paid.getId()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("can be expired");
    }

    @Test
    void timeExpiresSessionsAndAuthorizations() throws Exception {
        var open = shop.manualSession();
        var payment = shop.authorized();
        shop.json("PUT", "/sandbox/clock", "{\"aheadSeconds\":1801}");
        await().until(() -> shop.session(open.getId()).getStatus().equals("expired"));
        assertThat(shop.payment(payment.getId()).getStatus()).isEqualTo("requires_capture");
        shop.json("PUT", "/sandbox/clock", "{\"aheadSeconds\":604801}");
        await().until(() -> shop.payment(payment.getId()).getStatus().equals("canceled"));
        assertThat(shop.payment(payment.getId()).getCancellationReason()).isEqualTo("automatic");
    }

    @Test
    void aSlowCardSettlesOnRequest() throws Exception {
        var session = shop.manualSession();
        shop.pay(session, "4000000000000119");
        var after = shop.session(session.getId());
        assertThat(after.getPaymentStatus()).isEqualTo("unpaid");
        assertThat(shop.payment(after.getPaymentIntent()).getStatus()).isEqualTo("processing");
        var body = "{\"payment\":\"" + after.getPaymentIntent() + "\",\"outcome\":\"succeeded\"}";
        assertThat(shop.json("POST", "/sandbox/settle", body).statusCode()).isEqualTo(200);
        assertThat(shop.payment(after.getPaymentIntent()).getStatus()).isEqualTo("requires_capture");
    }

    @Test
    void thePayPageShowsTheOrderAndEscapesIt() throws Exception {
        var session = shop.manualSession();
        var page = shop.get(URI.create(session.getUrl()).getPath());
        assertThat(page.body())
                .contains("EUR\u00a037.50", "Pack of &lt;soap&gt;", "3 × EUR\u00a012.50", "/cart")
                .doesNotContain("<soap>", "<script");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void badInputIsRejectedWithStripesErrors() throws Exception {
        var tooSoon = SandboxClient.order(CaptureMethod.MANUAL)
                .setExpiresAt(Instant.now().plusSeconds(900).getEpochSecond())
                .build();
        assertThatThrownBy(() -> shop.stripe.v1().checkout().sessions().create(tooSoon))
                .extracting("stripeError.param")
                .isEqualTo("expires_at");
        var sessions = shop.at("/v1/checkout/sessions");
        assertThat(shop.form(sessions, "mode=payment&mood=sad").body()).contains("parameter_unknown", "mood");
        assertThat(shop.form(sessions, "mode=payment&line_items[x]=%zz").statusCode())
                .isEqualTo(400);
        assertThat(shop.form(sessions, "a=" + "b".repeat(1 << 20)).statusCode()).isEqualTo(413);
        assertThat(shop.get("/v1/nothing").statusCode()).isEqualTo(404);
        assertThat(shop.get("/v1/payment_intents/pi_none").body()).contains("resource_missing");
        assertThat(shop.get("/v1/events?limit=1000").statusCode()).isEqualTo(400);
    }
}
