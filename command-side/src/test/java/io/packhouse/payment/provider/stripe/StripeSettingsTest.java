package io.packhouse.payment.provider.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.engine.startup.StartupException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StripeSettingsTest {

    @Test
    void withoutAKeyThereIsNoProviderAndSecretsAreIgnored() {
        var settings = StripeSettings.given("", "", List.of("whsec_1"));
        assertThat(settings.hasProvider()).isFalse();
        assertThat(settings.webhookSecrets()).isEmpty();
        assertThat(StripeSettings.given(" ", "", List.of()).hasProvider()).isFalse();
    }

    @Test
    void aKeyWithoutAWebhookSecretRefusesToStartEvenForASandbox() {
        for (var key : List.of("sk_live_1", "sk_test_1", "sk_test_packhouse_sandbox")) {
            assertThatThrownBy(() -> StripeSettings.given(key, "http://127.0.0.1:8090", List.of("", " ")))
                    .isInstanceOf(StartupException.class)
                    .hasMessageNotContaining(key);
        }
    }

    @Test
    void theSecretOfFormerSandboxesIsRefusedEvenBesideAnother() {
        for (var base : List.of("", "http://127.0.0.1:8090")) {
            assertThatThrownBy(() ->
                            StripeSettings.given("sk_test_1", base, List.of("whsec_new", "whsec_packhouse_sandbox")))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("which everyone knows");
        }
    }

    @Test
    void bothSecretsAreValidDuringARotation() {
        var settings = StripeSettings.given("sk_live_1", "", List.of("whsec_new", "whsec_old"));
        assertThat(settings.webhookSecrets()).containsExactly("whsec_new", "whsec_old");
        assertThat(settings.isLive()).isTrue();
        assertThat(settings.apiBase()).isNull();
    }
}
