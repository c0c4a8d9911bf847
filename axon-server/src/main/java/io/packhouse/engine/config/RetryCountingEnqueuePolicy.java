package io.packhouse.engine.config;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.EnqueuePolicy;

/// Every letter is kept, with how often it has been tried.
enum RetryCountingEnqueuePolicy implements EnqueuePolicy<EventMessage<?>> {
    INSTANCE;

    private static final String ATTEMPTS = "attempts";

    @Override
    public EnqueueDecision<EventMessage<?>> decide(
            DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        return Decisions.requeue(
                cause, kept -> kept.diagnostics().and(ATTEMPTS, attempts(kept) + 1));
    }

    private static int attempts(DeadLetter<?> letter) {
        return letter.diagnostics().get(ATTEMPTS) instanceof Number tried ? tried.intValue() : 0;
    }
}
