package io.packhouse.engine.operations;

import io.packhouse.engine.process.SagaRedelivery;
import java.util.Optional;
import java.util.Set;

/// Hands a parked saga its events now.
final class SagaWork implements ActWork {

    private final SagaRedelivery redelivery;
    private final ProcessorWishes wishes;

    SagaWork(SagaRedelivery redelivery, ProcessorWishes wishes) {
        this.redelivery = redelivery;
        this.wishes = wishes;
    }

    @Override
    public Set<ActKind> kinds() {
        return Set.of(ActKind.RESUME_SAGA);
    }

    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public Optional<Act.Outcome> work(Act act) {
        var paused =
                act.detail("sagaType").stream()
                        .flatMap(type -> redelivery.group(type).stream())
                        .filter(wishes::isPaused)
                        .findFirst();
        if (paused.isPresent()) {
            return Optional.of(Act.Outcome.refused(paused.get() + " is paused: resume it first."));
        }
        return redelivery
                .resume(act.subject())
                .map(
                        resumed ->
                                resumed.left() == 0
                                        ? Act.Outcome.done(
                                                resumed.handled()
                                                        + " events handled; nothing is parked.")
                                        : Act.Outcome.refused(
                                                "%s events handled, %s left. It failed with: %s"
                                                        .formatted(
                                                                resumed.handled(),
                                                                resumed.left(),
                                                                resumed.cause())));
    }
}
