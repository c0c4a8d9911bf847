package io.packhouse.app.health;

import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Replaces Axon's health indicator, which is made for an older Spring Boot.
@Component("axonServer")
@ConditionalOnProperty("axon.axonserver.enabled")
class AxonServerHealth implements HealthIndicator {

    private final AxonServerConnectionManager connections;

    AxonServerHealth(AxonServerConnectionManager connections) {
        this.connections = connections;
    }

    @Override
    public Health health() {
        var known = connections.connections();
        return known.containsValue(true) && !known.containsValue(false)
                ? Health.up().build()
                : Health.down().withDetails(known).build();
    }
}
