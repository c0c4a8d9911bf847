package io.packhouse.engine.operations;

import io.packhouse.engine.processor.DesiredProcessorState;
import io.packhouse.engine.saga.SagaRedelivery;
import java.util.Optional;
import java.util.Set;

/// Redelivers the events of a parked saga now.
final class ResumeSagaHandler implements OperationHandler {

    private final SagaRedelivery redelivery;
    private final DesiredProcessorState desired;

    ResumeSagaHandler(SagaRedelivery redelivery, DesiredProcessorState desired) {
        this.redelivery = redelivery;
        this.desired = desired;
    }

    @Override
    public Set<OperationType> kinds() {
        return Set.of(OperationType.RESUME_SAGA);
    }

    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public Optional<AdminOperation.Outcome> work(AdminOperation adminOperation) {
        var paused = adminOperation.detail("sagaType").stream()
                .flatMap(type -> redelivery.group(type).stream())
                .filter(desired::isPaused)
                .findFirst();
        if (paused.isPresent()) {
            return Optional.of(AdminOperation.Outcome.refused(paused.get() + " is paused; resume it first."));
        }
        return redelivery
                .resume(adminOperation.subject())
                .map(resumed -> resumed.left() == 0
                        ? AdminOperation.Outcome.done(resumed.handled() + " events handled; nothing is parked.")
                        : AdminOperation.Outcome.refused("%s events handled, %s left. It failed with: %s"
                                .formatted(resumed.handled(), resumed.left(), resumed.cause())));
    }
}
