package io.packhouse.engine.http;

import java.time.Duration;

/// Nobody said what became of a command: it may have happened, or may yet. Its Idempotency-Key
/// tells.
public final class CommandTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CommandTimeoutException(Duration patience) {
        super(
                ("No answer within %s seconds. It may have happened, or happen yet: ask again under"
                                + " the same Idempotency-Key, and it happens once.")
                        .formatted(patience.toSeconds()));
    }
}
