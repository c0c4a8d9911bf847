package io.packhouse.app.security;

import io.packhouse.engine.scheduling.PeriodicTask;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.TypeId;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/// A token that opens the figures and nothing else, in a file for the program that fetches them:
/// `tokens/metrics.jwt`, renewed every day, good for thirty.
@Configuration(proxyBeanMethods = false)
class MetricsToken {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsToken.class);
    private static final PersonId NOBODY = new PersonId(TypeId.text("per", new UUID(0x7000, 0)));

    private final JwtIssuer tokens;

    MetricsToken(JwtIssuer tokens) {
        this.tokens = tokens;
    }

    @EventListener(ApplicationReadyEvent.class)
    void atStart() {
        try {
            renew();
        } catch (UncheckedIOException e) {
            LOG.warn("The token for the figures cannot be written; it is tried again daily", e);
        }
    }

    @Bean
    PeriodicTask scrapeTokenRounds() {
        return new PeriodicTask("scrape-token", Duration.ofDays(1), this::renew);
    }

    private void renew() {
        tokens.keep("metrics", tokens.mint(NOBODY, "Metrics", Role.METRICS));
    }
}
