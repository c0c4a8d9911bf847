package io.packhouse.app.maintenance;

import org.jspecify.annotations.Nullable;

/// A failure with a one-sentence explanation for the operator.
final class MaintenanceException extends RuntimeException {

    MaintenanceException(String sentence) {
        this(sentence, null);
    }

    MaintenanceException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
