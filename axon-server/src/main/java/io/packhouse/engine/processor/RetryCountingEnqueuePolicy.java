package io.packhouse.engine.processor;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.EnqueuePolicy;

/// Keeps every dead letter and counts its attempts.
public enum RetryCountingEnqueuePolicy implements EnqueuePolicy<EventMessage<?>> {
    INSTANCE;

    private static final String ATTEMPTS = "attempts";

    @Override
    public EnqueueDecision<EventMessage<?>> decide(DeadLetter<? extends EventMessage<?>> deadLetter, Throwable cause) {
        return Decisions.requeue(cause, entry -> entry.diagnostics().and(ATTEMPTS, attempts(entry) + 1));
    }

    private static int attempts(DeadLetter<?> deadLetter) {
        return deadLetter.diagnostics().get(ATTEMPTS) instanceof Number tried ? tried.intValue() : 0;
    }
}
