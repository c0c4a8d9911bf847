package io.packhouse.engine.http;

import java.time.Duration;

/// The outcome of a command is unknown: it may have been executed, or may be executed later. A
/// retry with the same Idempotency-Key returns the outcome.
public final class CommandTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CommandTimeoutException(Duration patience) {
        super(("No response within %s seconds; the outcome is unknown. Retry with the same"
                        + " Idempotency-Key; the request is executed once.")
                .formatted(patience.toSeconds()));
    }
}
