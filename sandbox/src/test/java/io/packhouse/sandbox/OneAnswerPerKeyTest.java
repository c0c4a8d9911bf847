package io.packhouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData.CaptureMethod;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneAnswerPerKeyTest {

    @TempDir
    Path folder;

    SandboxClient shop;
    final long expiry = Instant.now().plusSeconds(1800).getEpochSecond();

    @BeforeEach
    void open() {
        shop = new SandboxClient(folder);
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    private Session create(String key, String reference) throws StripeException {
        var order = SandboxClient.order(CaptureMethod.MANUAL)
                .setExpiresAt(expiry)
                .setClientReferenceId(reference)
                .build();
        return shop.stripe.v1().checkout().sessions().create(order, SandboxClient.key(key));
    }

    @Test
    void aRepeatedRequestGetsTheSameResponseEvenAfterARestart() throws Exception {
        var first = create("k-1", "ord_1");
        var again = create("k-1", "ord_1");
        assertThat(again.getId()).isEqualTo(first.getId());
        assertThat(again.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .hasValue("true");
        shop.restart();
        var later = create("k-1", "ord_1");
        assertThat(later.getLastResponse().body())
                .isEqualTo(first.getLastResponse().body());
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefused() throws Exception {
        create("k-1", "ord_1");
        assertThatThrownBy(() -> create("k-1", "ord_2"))
                .isInstanceOf(IdempotencyException.class)
                .hasMessageContaining("same parameters");
    }

    @Test
    void concurrentRequestsWithOneKeyExecuteOnce() throws Exception {
        shop.json("PUT", "/sandbox/faults", "{\"api\":{\"latencyMillis\":1000}}");
        try (var buyers = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = buyers.submit(() -> outcome("k-1"));
            var second = buyers.submit(() -> outcome("k-1"));
            var outcomes = List.of(first.get(), second.get());
            assertThat(outcomes)
                    .contains("409 idempotency_key_in_use")
                    .contains(create("k-1", "ord_1").getId());
        }
    }

    private String outcome(String key) {
        try {
            return create(key, "ord_1").getId();
        } catch (StripeException e) {
            return e.getStatusCode() + " " + e.getCode();
        }
    }

    @Test
    void anInvalidRequestMayBeRepeatedButARefusalIsFinal() throws Exception {
        var payment = shop.authorized();
        var payments = shop.stripe.v1().paymentIntents();
        var tooMuch =
                PaymentIntentCaptureParams.builder().setAmountToCapture(9999L).build();
        assertThatThrownBy(() -> payments.capture(payment.getId(), tooMuch, SandboxClient.key("c")))
                .isInstanceOf(InvalidRequestException.class);
        var right =
                PaymentIntentCaptureParams.builder().setAmountToCapture(100L).build();
        assertThat(payments.capture(payment.getId(), right, SandboxClient.key("c"))
                        .getAmountReceived())
                .isEqualTo(100);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> payments.cancel(payment.getId(), SandboxClient.key("v")))
                    .extracting("code")
                    .isEqualTo("payment_intent_unexpected_state");
        }
        assertThat(shop.get("/sandbox/journal").body().lines().filter(l -> l.contains("refused")))
                .hasSize(1);
    }
}
