package io.packhouse.engine.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.mail.MailDelivery;
import io.packhouse.engine.mail.MailMetrics;
import io.packhouse.engine.mail.MailOutbox;
import io.packhouse.engine.mail.MailRecords;
import io.packhouse.engine.mail.MailRenderer;
import io.packhouse.engine.mail.MailSettings;
import io.packhouse.engine.mail.MailStatus;
import io.packhouse.engine.mail.MailStore;
import io.packhouse.engine.mail.OnMailCondition;
import io.packhouse.engine.mail.SmtpMailTransport;
import io.packhouse.engine.mail.SqlMailOutbox;
import io.packhouse.engine.scheduling.PeriodicTask;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The outbox of e-mails and its delivery.
@Configuration(proxyBeanMethods = false)
public class MailConfiguration {

    @Bean
    MailSettings mailSettings(Environment environment) {
        return MailSettings.of(environment);
    }

    @Bean
    MailStore mailStore(JdbcClient jdbc, Clock clock, Environment environment) {
        return new MailStore(jdbc, clock, OnMailCondition.isDemo(environment));
    }

    @Bean
    MailRecords mailRecords(MailStore store, PersonalDataCipher cipher) {
        return new MailRecords(store, cipher);
    }

    @Bean
    MailMetrics mailMetrics(ObjectProvider<MeterRegistry> meters) {
        return new MailMetrics(meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    MailRenderer mailRenderer(
            MailSettings settings,
            @Value("${packhouse.public-url:http://127.0.0.1:${server.port:8080}}") String publicUrl) {
        return new MailRenderer(publicUrl, settings);
    }

    @Bean
    MailDelivery mailDelivery(
            MailStore store,
            PersonalDataCipher cipher,
            MailRenderer renderer,
            MailSettings settings,
            MailMetrics metrics,
            Clock clock) {
        var transport = new SmtpMailTransport(settings, clock);
        return new MailDelivery(store, cipher, renderer, settings, transport, metrics);
    }

    @Bean
    MailOutbox mailOutbox(
            MailStore store,
            PersonalDataCipher cipher,
            MailMetrics metrics,
            MailSettings settings,
            MailDelivery delivery,
            Environment environment) {
        var withoutServer = OnMailCondition.isDemo(environment) ? MailStatus.CAUGHT : null;
        var first = settings.isConfigured() ? MailStatus.PENDING : withoutServer;
        return new SqlMailOutbox(store, cipher, metrics, first, delivery::wake);
    }

    @Bean
    @Conditional(OnMailCondition.class)
    PeriodicTask mailCleanup(MailStore store) {
        return new PeriodicTask("mail-cleanup", Duration.ofHours(1), store::prune);
    }
}
