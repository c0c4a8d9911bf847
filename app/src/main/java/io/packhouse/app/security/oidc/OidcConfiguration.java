package io.packhouse.app.security.oidc;

import io.packhouse.engine.scheduling.PeriodicTask;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Tokens of the authorization server that `packhouse.oidc.issuer` names.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OidcSettings.class)
class OidcConfiguration {

    static final String HAS_ISSUER = "!'${packhouse.oidc.issuer:}'.isBlank()";
    static final String HAS_CLIENT = "!'${packhouse.oidc.client.id:}'.isBlank()";

    private static final Logger LOG = LoggerFactory.getLogger(OidcConfiguration.class);
    private static final Duration UNTIL_DISCOVERY = Duration.ofSeconds(1);

    OidcConfiguration(OidcSettings settings) {
        settings.roleByValue(); // A mistake ends the start.
        if (settings.isEnabled() && !new ClaimMapping(settings).givesRoles()) {
            LOG.warn("Tokens of {} give no access: packhouse.oidc.roles maps nothing to a role", settings.issuer());
        }
    }

    @Bean
    @ConditionalOnExpression(HAS_ISSUER)
    OidcIssuer oidcIssuer(OidcSettings settings) {
        return new OidcIssuer(settings.issuer());
    }

    /// The engine starts without the issuer.
    @Bean
    @ConditionalOnExpression(HAS_ISSUER)
    PeriodicTask oidcDiscoveryRounds(OidcIssuer oidcIssuer) {
        return new PeriodicTask("oidc-discovery", UNTIL_DISCOVERY, oidcIssuer::discover);
    }

    @Bean
    @ConditionalOnExpression(HAS_ISSUER)
    OidcTokens oidcTokens(OidcSettings settings, OidcIssuer oidcIssuer, Clock clock) {
        return new OidcTokens(
                settings.issuer(), oidcIssuer, new OidcTokenClaims(settings, clock), new ClaimMapping(settings));
    }
}
