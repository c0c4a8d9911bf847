package io.packhouse.payment.provider;

import com.stripe.StripeClient;
import io.packhouse.payment.provider.stripe.StripeSettings;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The Stripe client, for Stripe or for the sandbox, depending on the settings.
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 10_000;

    @Bean
    StripeSettings stripeSettings(
            @Value("${packhouse.stripe.secret-key:${STRIPE_SECRET_KEY:}}") String secretKey,
            @Value("${packhouse.stripe.api-base:}") String apiBase,
            @Value("${packhouse.stripe.webhook-secrets:${STRIPE_WEBHOOK_SECRET:}}") List<String> webhookSecrets) {
        return StripeSettings.given(secretKey, apiBase, webhookSecrets);
    }

    @Bean
    StripeClient stripeClient(StripeSettings settings) {
        var client = StripeClient.builder()
                .setApiKey(settings.secretKey())
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadTimeout(READ_MILLIS)
                .setMaxNetworkRetries(0); // Durable tasks retry, and survive a crash.
        if (settings.apiBase() != null) {
            client.setApiBase(settings.apiBase());
        }
        return client.build();
    }
}
