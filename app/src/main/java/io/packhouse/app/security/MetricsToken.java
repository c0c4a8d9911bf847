package io.packhouse.app.security;

import io.packhouse.engine.scheduling.PeriodicTask;
import io.packhouse.identity.api.Role;
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

/// A token for reading metrics only, in a file for the monitoring program: `tokens/metrics.jwt`,
/// renewed every day, valid for thirty days.
@Configuration(proxyBeanMethods = false)
class MetricsToken {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsToken.class);
    private static final PersonId MONITORING = new PersonId(TypeId.text("per", new UUID(0x7000, 0)));

    private final JwtIssuer tokens;

    MetricsToken(JwtIssuer tokens) {
        this.tokens = tokens;
    }

    @EventListener(ApplicationReadyEvent.class)
    void atStart() {
        try {
            renew();
        } catch (UncheckedIOException e) {
            LOG.warn("Could not write the metrics token; retrying daily", e);
        }
    }

    @Bean
    PeriodicTask scrapeTokenRounds() {
        return new PeriodicTask("scrape-token", Duration.ofDays(1), this::renew);
    }

    private void renew() {
        tokens.keep("metrics", tokens.mint(MONITORING, "Metrics", Role.METRICS));
    }
}
