package io.packhouse.broken.command;

import java.time.Instant;
import java.util.UUID;

/// Breaks: decisions read neither clock nor random numbers.
class UsesClockAndRandom {

    Instant now() {
        return Instant.now();
    }

    UUID any() {
        return UUID.randomUUID();
    }
}
