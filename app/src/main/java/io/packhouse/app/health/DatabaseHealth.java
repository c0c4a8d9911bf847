package io.packhouse.app.health;

import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Whether every pool gets an answer within two seconds. A pool itself waits half a minute, and by
/// then whoever asks has gone.
@Component("database")
class DatabaseHealth implements HealthIndicator {

    private static final int SECONDS = 2;

    private final Patience<Boolean> all;

    DatabaseHealth(Map<String, DataSource> pools) {
        all =
                new Patience<>(
                        "database-health",
                        Duration.ofSeconds(SECONDS),
                        () -> {
                            var valid = true;
                            for (var pool : pools.values()) {
                                try (var connection = pool.getConnection()) {
                                    valid &= connection.isValid(SECONDS);
                                }
                            }
                            return valid;
                        });
    }

    @Override
    public Health health() {
        return all.answer().orElse(false)
                ? Health.up().build()
                : Health.down().withDetail("seconds", SECONDS).build();
    }
}
