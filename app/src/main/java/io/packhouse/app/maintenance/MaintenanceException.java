package io.packhouse.app.maintenance;

import org.jspecify.annotations.Nullable;

/// A failure with a one-sentence explanation for the operator.
public final class MaintenanceException extends RuntimeException {

    public MaintenanceException(String sentence) {
        this(sentence, null);
    }

    public MaintenanceException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
