package io.packhouse.broken.process;

import java.time.Instant;

/// Breaks: a process never catches.
class CatchesException {

    Instant parsed(String text) {
        try {
            return Instant.parse(text);
        } catch (RuntimeException e) {
            return Instant.EPOCH;
        }
    }
}
