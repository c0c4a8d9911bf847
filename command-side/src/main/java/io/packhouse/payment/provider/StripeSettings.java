package io.packhouse.payment.provider;

import io.packhouse.engine.postgres.StartRefused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How we reach Stripe, or the sandbox that speaks its language when no key is given. During a
/// rotation there are two webhook secrets; each of them counts.
record StripeSettings(String secretKey, @Nullable String apiBase, List<String> webhookSecrets) {

    private static final String SANDBOX_KEY = "sk_test_packhouse_sandbox";
    private static final String SANDBOX_SECRET = "whsec_packhouse_sandbox";
    private static final String SANDBOX = "http://127.0.0.1:8090";

    static StripeSettings given(String secretKey, String apiBase, List<String> webhookSecrets) {
        var sandbox = secretKey.isBlank() || secretKey.equals(SANDBOX_KEY);
        var base = apiBase.isBlank() ? null : apiBase;
        var secrets = webhookSecrets.stream().filter(secret -> !secret.isBlank()).toList();
        if (sandbox) {
            return new StripeSettings(
                    SANDBOX_KEY,
                    base == null ? SANDBOX : base,
                    secrets.isEmpty() ? List.of(SANDBOX_SECRET) : secrets);
        }
        if (secrets.isEmpty() || secrets.contains(SANDBOX_SECRET)) {
            throw new StartRefused(
                    StartRefused.Reason.BAD_SETTING,
                    "A Stripe key is set but no webhook secret of its own: anybody could say that"
                            + " they paid.",
                    "Set STRIPE_WEBHOOK_SECRET to the signing secret of Stripe's webhook endpoint"
                            + " (whsec_…), or STRIPE_WEBHOOK_SECRET_FILE to a file with it.");
        }
        return new StripeSettings(secretKey, base, secrets);
    }

    boolean isLive() {
        return secretKey.startsWith("sk_live_") || secretKey.startsWith("rk_live_");
    }

    @Override
    public String toString() {
        return "StripeSettings[apiBase=" + apiBase + ", live=" + isLive() + "]";
    }
}
