package io.packhouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.testing.Client.Answer;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Operations in the provider's dashboard, past the engine: with the provider's own API where there
/// is one.
public final class ProviderDashboard {

    private static final String KEY = "sk_test_packhouse_sandbox";

    private final Client provider;

    public ProviderDashboard(RunningEngine engine) {
        provider = new Client(engine.sandbox().toString(), KEY);
    }

    public void refund(String payment, long minor) {
        done(provider.form("/v1/refunds", "payment_intent=%s&amount=%s".formatted(intent(payment), minor)));
    }

    public void refundWhole(String payment) {
        done(provider.form("/v1/refunds", "payment_intent=" + intent(payment)));
    }

    /// The engine may try it at the same moment; then that captured it.
    public void capture(String payment) {
        provider.form("/v1/payment_intents/%s/capture".formatted(intent(payment)), "");
        assertThat(books(payment).path("status").asString()).isEqualTo("succeeded");
    }

    public void cancel(String payment) {
        done(provider.form("/v1/payment_intents/%s/cancel".formatted(intent(payment)), ""));
    }

    public void closePage(String payUrl) {
        var session = payUrl.substring(payUrl.lastIndexOf('/') + 1);
        done(provider.form("/v1/checkout/sessions/%s/expire".formatted(session), ""));
    }

    /// A bank disputes the payment, in whole or in part. Returns the dispute's id.
    public String dispute(String payment, long minor) {
        var body = "{\"payment\":\"%s\",\"amount\":%s}".formatted(intent(payment), minor);
        return done(provider.post("/sandbox/disputes", body)).string("id");
    }

    public void closeDispute(String dispute, String outcome) {
        var body = "{\"dispute\":\"%s\",\"outcome\":\"%s\"}".formatted(dispute, outcome);
        done(provider.post("/sandbox/disputes/close", body));
    }

    /// From now on none of the provider's webhooks arrives, or all do.
    public void dropWebhooks(boolean drop) {
        done(provider.send("PUT", "/sandbox/faults", "{\"webhooks\":{\"drop\":%s}}".formatted(drop)));
    }

    /// As [#dropWebhooks], and captures fail until this is called again.
    public void failCaptures(boolean drop) {
        var faults =
                "{\"webhooks\":{\"drop\":%s},\"api\":{\"failBeforeWork\":999,\"paths\":\"/capture\"}}".formatted(drop);
        done(provider.send("PUT", "/sandbox/faults", faults));
    }

    /// The provider's amounts of one of our payments.
    public JsonNode books(String payment) {
        var rows = done(provider.get("/sandbox/payments")).body().path("payments");
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.at("/metadata/paymentId").asString().equals(payment))
                .findFirst()
                .orElseThrow();
    }

    private String intent(String payment) {
        return books(payment).path("id").asString();
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }
}
