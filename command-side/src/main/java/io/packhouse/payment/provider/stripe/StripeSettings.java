package io.packhouse.payment.provider.stripe;

import io.packhouse.engine.startup.StartupException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Access to Stripe or to the sandbox with the same API. Without a key there is no payment
/// provider: no payment is requested, and no webhook is accepted. During a rotation there are two
/// webhook secrets; both are valid.
public record StripeSettings(String secretKey, @Nullable String apiBase, List<String> webhookSecrets) {

    private static final String OF_FORMER_SANDBOXES = "whsec_packhouse_sandbox";

    public static StripeSettings given(String secretKey, String apiBase, List<String> webhookSecrets) {
        var base = apiBase.isBlank() ? null : apiBase;
        if (secretKey.isBlank()) {
            return new StripeSettings("", base, List.of());
        }
        var secrets =
                webhookSecrets.stream().filter(secret -> !secret.isBlank()).toList();
        if (secrets.isEmpty()) {
            throw new StartupException(
                    StartupException.Reason.BAD_SETTING,
                    "A Stripe key is set without a webhook secret: any client could report that they paid.",
                    "Set STRIPE_WEBHOOK_SECRET to the signing secret of Stripe's webhook endpoint"
                            + " (whsec_…), or STRIPE_WEBHOOK_SECRET_FILE to a file with it.");
        }
        if (secrets.contains(OF_FORMER_SANDBOXES)) {
            throw new StartupException(
                    StartupException.Reason.BAD_SETTING,
                    "The webhook secret is the one of former versions of the sandbox, which everyone knows.",
                    "Set STRIPE_WEBHOOK_SECRET to the signing secret of Stripe's webhook endpoint, or to the file"
                            + " webhook-secret of the sandbox, which it generates at its first start.");
        }
        return new StripeSettings(secretKey, base, secrets);
    }

    public boolean hasProvider() {
        return !secretKey.isEmpty();
    }

    public boolean isLive() {
        return secretKey.startsWith("sk_live_") || secretKey.startsWith("rk_live_");
    }

    @Override
    public String toString() {
        return "StripeSettings[apiBase=" + apiBase + ", live=" + isLive() + "]";
    }
}
