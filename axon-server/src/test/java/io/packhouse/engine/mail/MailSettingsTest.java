package io.packhouse.engine.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.engine.startup.StartupException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class MailSettingsTest {

    @Test
    void withoutAHostThereIsNoMailServer() {
        assertThat(MailSettings.of(new MockEnvironment()).isConfigured()).isFalse();
    }

    @Test
    void thePortFollowsTheEncryptionAndThePasswordIsNotPrinted() {
        var environment = new MockEnvironment()
                .withProperty("packhouse.mail.host", "smtp.example.com")
                .withProperty("packhouse.mail.encryption", "tls")
                .withProperty("packhouse.mail.password", "hunter2")
                .withProperty("packhouse.mail.from", "My shop <shop@example.com>");
        var settings = MailSettings.of(environment);
        assertThat(settings.shop()).isEqualTo("My shop");
        assertThat(settings).hasToString("smtp.example.com:465 (TLS)");
    }

    @Test
    void aHostWithoutAValidSenderIsRefused() {
        var environment = new MockEnvironment().withProperty("packhouse.mail.host", "smtp.example.com");
        assertThatThrownBy(() -> MailSettings.of(environment))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("packhouse.mail.from is not");
        environment.setProperty("packhouse.mail.from", "shop@example.com\r\nBcc: eve@example.com");
        assertThatThrownBy(() -> MailSettings.of(environment)).isInstanceOf(StartupException.class);
        environment.setProperty("packhouse.mail.from", "shop");
        assertThatThrownBy(() -> MailSettings.of(environment)).isInstanceOf(StartupException.class);
    }
}
