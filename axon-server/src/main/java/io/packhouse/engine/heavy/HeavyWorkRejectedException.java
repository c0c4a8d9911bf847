package io.packhouse.engine.heavy;

import java.util.concurrent.RejectedExecutionException;

/// Too much heavy work is waiting, or it took too long: the same may succeed a little later.
public final class HeavyWorkRejectedException extends RejectedExecutionException {

    private static final long serialVersionUID = 1L;

    HeavyWorkRejectedException(String message) {
        super(message);
    }
}
