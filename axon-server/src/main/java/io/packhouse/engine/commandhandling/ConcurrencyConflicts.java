package io.packhouse.engine.commandhandling;

import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/// Detects failures caused by a concurrent command on the same aggregate.
public final class ConcurrencyConflicts {

    private static final String TAKEN = "[" + ErrorCode.INVALID_EVENT_SEQUENCE.errorCode() + "]";

    private ConcurrencyConflicts() {}

    public static boolean isOne(Throwable failure) {
        return failure instanceof ConcurrencyException
                || failure instanceof AggregateStreamCreationException
                || failure instanceof LockAcquisitionFailedException
                // The text of Axon Server; the connector passes it on unchanged.
                || String.valueOf(failure.getMessage()).contains(TAKEN);
    }
}
