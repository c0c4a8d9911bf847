package io.packhouse.app.maintenance;

import org.jspecify.annotations.Nullable;

/// One sentence that says why something was not done.
final class MaintenanceException extends RuntimeException {

    MaintenanceException(String sentence) {
        this(sentence, null);
    }

    MaintenanceException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
