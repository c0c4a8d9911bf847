package io.packhouse.broken.command;

import java.time.Instant;
import java.util.UUID;

/// Breaks: time and chance come from outside.
class UsesClockAndRandom {

    Instant now() {
        return Instant.now();
    }

    UUID any() {
        return UUID.randomUUID();
    }
}
