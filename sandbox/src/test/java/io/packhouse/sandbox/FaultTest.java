package io.packhouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultTest {

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

    private void configure(String api) throws Exception {
        var answer = shop.json("PUT", "/sandbox/faults", "{\"api\":{" + api + "}}");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private PaymentIntent capture(PaymentIntent payment, String key) throws StripeException {
        return shop.stripe.v1().paymentIntents().capture(payment.getId(), SandboxClient.key(key));
    }

    @Test
    void aFailureAfterTheWorkKeepsTheEffectAndTheErrorResponse() throws Exception {
        var payment = shop.authorized();
        configure("\"failAfterWork\":1,\"paths\":\"POST*/capture\"");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> capture(payment, "k")).isInstanceOf(ApiException.class);
        }
        assertThat(shop.payment(payment.getId()).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void aFailureBeforeTheWorkHasNoEffectAndMayBeRetried() throws Exception {
        var payment = shop.authorized();
        configure("\"failBeforeWork\":1,\"paths\":\"/capture\"");
        assertThatThrownBy(() -> capture(payment, "k")).isInstanceOf(ApiException.class);
        assertThat(shop.payment(payment.getId()).getStatus()).isEqualTo("requires_capture");
        assertThat(capture(payment, "k").getStatus()).isEqualTo("succeeded");
    }

    @Test
    void aLostResponseIsReplayedForItsKey() throws Exception {
        var cut = shop.authorized();
        configure("\"cut\":2,\"paths\":\"/capture\"");
        assertThatThrownBy(() -> capture(cut, "a")).isInstanceOf(ApiConnectionException.class);
        shop.json("DELETE", "/sandbox/faults", "");
        assertThat(capture(cut, "a").getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .isPresent();
        var halved = shop.authorized();
        configure("\"truncate\":1,\"paths\":\"/capture\"");
        assertThatThrownBy(() -> capture(halved, "b")).isInstanceOf(StripeException.class);
        assertThat(capture(halved, "b").getStatus()).isEqualTo("succeeded");
    }

    @Test
    void aHangingCallHasDoneItsWork() throws Exception {
        var payment = shop.authorized();
        configure("\"hang\":1,\"paths\":\"/capture\"");
        var impatient = RequestOptions.builder()
                .setReadTimeout(300)
                .setIdempotencyKey("k")
                .build();
        assertThatThrownBy(() -> shop.stripe.v1().paymentIntents().capture(payment.getId(), impatient))
                .isInstanceOf(ApiConnectionException.class);
        assertThat(shop.payment(payment.getId()).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void theRateLimitIsCheckedFirst() throws Exception {
        configure("\"rateLimit\":1");
        assertThatThrownBy(() -> shop.manualSession()).isInstanceOf(RateLimitException.class);
        assertThat(shop.manualSession().getStatus()).isEqualTo("open");
    }

    @Test
    void anotherApiKeyIsRejected() {
        var stranger = RequestOptions.builder().setApiKey("sk_test_other").build();
        assertThatThrownBy(() -> shop.stripe.v1().paymentIntents().retrieve("pi_1", stranger))
                .isInstanceOf(AuthenticationException.class);
    }

    @Test
    void invalidFaultPlansAreRejected() throws Exception {
        assertThat(shop.json("PUT", "/sandbox/faults", "{\"api\":{\"hang\":-1}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(shop.json("PUT", "/sandbox/faults", "{\"apy\":{}}").statusCode())
                .isEqualTo(400);
        assertThat(shop.json("PUT", "/sandbox/faults", "{").statusCode()).isEqualTo(400);
        assertThat(shop.json("PUT", "/sandbox/faults", "").statusCode()).isEqualTo(400);
        assertThat(shop.get("/sandbox/faults").body()).contains("\"hang\":0");
        assertThat(shop.get("/sandbox/health").body()).contains("up");
    }

    @Test
    void theExampleInTheReadmeIsAccepted() throws Exception {
        var readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("{\"webhooks\"");
        var example = readme.substring(start, readme.indexOf('`', start));
        assertThat(shop.json("PUT", "/sandbox/faults", example).body())
                .contains("POST*/capture", "\"failAfterWork\":0");
    }
}
