package io.packhouse.app.health;

import io.packhouse.engine.postgres.DiskSpace;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Whether there is enough free disk space.
@Component("storage")
class StorageHealth implements HealthIndicator {

    private final DiskSpace space;

    StorageHealth(DiskSpace space) {
        this.space = space;
    }

    @Override
    public Health health() {
        return space.isShort() ? Health.down().build() : Health.up().build();
    }
}
