package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.testing.Provider;
import io.packhouse.testing.SharedEngine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookWithoutProviderTest {

    static final SharedEngine ENGINE = SharedEngine.shared();

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/payments/webhooks/stripe", "/api/v1/webhooks/stripe", "/api/v1/payments/webhook"})
    void rejectsEveryWebhookEvenSignedWithTheSecretOfTheTestSandbox(String path) throws Exception {
        var body = """
                {"id":"evt_1","object":"event","livemode":false,
                 "data":{"object":{"object":"charge","metadata":{}}}}\
                """;
        var answer = ENGINE.asAnonymous().send("POST", path, body, "Stripe-Signature", signature(body));
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.at("/reason")).isEqualTo("NO_PROVIDER");
    }

    private static String signature(String body) throws Exception {
        var time = Instant.now().getEpochSecond();
        var mac = Mac.getInstance("HmacSHA256");
        var secret = Provider.WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8);
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        var signed = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
        return "t=" + time + ",v1=" + HexFormat.of().formatHex(signed);
    }
}
