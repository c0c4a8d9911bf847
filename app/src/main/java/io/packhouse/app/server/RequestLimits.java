package io.packhouse.app.server;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The configured number of slots for each kind of request, 0 for the default, and how long a request waits for one.
@ConfigurationProperties("packhouse.requests")
record RequestLimits(
        @DefaultValue("0") int orders,
        @DefaultValue("0") int commands,
        @DefaultValue("0") int reads,
        @DefaultValue("PT0.08S") Duration queueTimeout) {

    int slots(RequestKind kind) {
        var configured = switch (kind) {
            case ORDER -> orders;
            case COMMAND -> commands;
            case READ -> reads;
        };
        return configured == 0 ? kind.slots() : configured;
    }
}
