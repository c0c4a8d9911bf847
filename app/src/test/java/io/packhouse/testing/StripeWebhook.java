package io.packhouse.testing;

import io.packhouse.testing.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A webhook signed as Stripe does, with a content chosen by a test.
public final class StripeWebhook {

    private static final String SECRET = "whsec_of_the_test_sandbox";

    private StripeWebhook() {}

    /// Reports the state of that order's payment; `fields` are those of a payment intent.
    public static Answer send(RunningEngine engine, String order, String fields) {
        var body = """
                {"id":"evt_%s","object":"event","livemode":false,"type":"payment_intent.updated",
                 "data":{"object":{"object":"payment_intent","id":"pi_chosen",
                 "metadata":{"paymentId":"pay_%s_FULL"},%s}}}\
                """.formatted(Integer.toHexString(fields.hashCode()), order, fields);
        return engine.anonymous()
                .post("/api/v1/payments/webhooks/stripe", body, "Stripe-Signature", signature(engine, body));
    }

    public static String signature(RunningEngine engine, String body) {
        var time = engine.bean(Clock.class).instant().getEpochSecond();
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var signed = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
