package io.packhouse.app.health;

import io.packhouse.engine.postgres.DatabaseWatch;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Whether the database responds, and every pool provides a working connection within two seconds.
@Component("database")
class DatabaseHealth implements HealthIndicator {

    private static final int SECONDS = 2;

    private final DatabaseWatch watch;
    private final TimeBoundedCheck<Boolean> all;

    DatabaseHealth(DatabaseWatch watch, Map<String, DataSource> pools) {
        this.watch = watch;
        all = new TimeBoundedCheck<>("database-health", Duration.ofSeconds(SECONDS), () -> {
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
        return !watch.isAway() && all.answer().orElse(false)
                ? Health.up().build()
                : Health.down().withDetail("seconds", SECONDS).build();
    }
}
