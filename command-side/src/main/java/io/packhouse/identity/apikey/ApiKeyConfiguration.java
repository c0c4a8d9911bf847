package io.packhouse.identity.apikey;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.scheduling.PeriodicTask;
import io.packhouse.identity.credential.Accounts;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// API keys.
@Configuration(proxyBeanMethods = false)
class ApiKeyConfiguration {

    private static final Duration KEPT_AFTER_THE_END = Duration.ofDays(90);

    @Bean
    ApiKeyStore apiKeyStore(JdbcClient jdbc) {
        return new ApiKeyStore(jdbc);
    }

    @Bean
    ApiKeys apiKeys(ApiKeyStore apiKeyStore, Clock clock) {
        return new ApiKeys(apiKeyStore, clock);
    }

    @Bean
    ApiKeyIssuing apiKeyIssuing(
            ApiKeyStore apiKeyStore, ApiKeys apiKeys, PersonalDataCipher personalDataCipher, Accounts accounts) {
        return new ApiKeyIssuing(apiKeyStore, apiKeys, personalDataCipher, accounts);
    }

    @Bean
    PeriodicTask apiKeyDeletionRounds(ApiKeyStore apiKeyStore, Clock clock) {
        return new PeriodicTask(
                "api-key-deletion",
                Duration.ofDays(1),
                () -> apiKeyStore.deleteEndedBefore(clock.instant().minus(KEPT_AFTER_THE_END)));
    }
}
