package io.packhouse.engine.commandhandling;

import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/// Whether a command failed because it met another one at its aggregate.
public final class ConcurrencyConflicts {

    private static final String TAKEN = "[" + ErrorCode.INVALID_EVENT_SEQUENCE.errorCode() + "]";

    private ConcurrencyConflicts() {}

    public static boolean isOne(Throwable failure) {
        return failure instanceof ConcurrencyException
                || failure instanceof AggregateStreamCreationException
                || failure instanceof LockAcquisitionFailedException
                // As Axon Server says it; the connector hands it on as it came.
                || String.valueOf(failure.getMessage()).contains(TAKEN);
    }
}
