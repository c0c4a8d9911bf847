package io.packhouse.engine.heavy;

import java.util.concurrent.RejectedExecutionException;

/// The queue of heavy work is full, or the work took too long; a retry may succeed.
public final class HeavyWorkRejectedException extends RejectedExecutionException {

    private static final long serialVersionUID = 1L;

    HeavyWorkRejectedException(String message) {
        super(message);
    }
}
