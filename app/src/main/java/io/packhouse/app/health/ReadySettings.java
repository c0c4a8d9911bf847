package io.packhouse.app.health;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The allowed lag of a projection, and the grace period before the node is not ready.
@ConfigurationProperties("packhouse.ready")
record ReadySettings(@DefaultValue Lag lag) {

    record Lag(
            @DefaultValue("10000") long maxEvents,
            @DefaultValue("PT30S") Duration maxTime,
            @DefaultValue("PT5S") Duration gracePeriod) {}
}
