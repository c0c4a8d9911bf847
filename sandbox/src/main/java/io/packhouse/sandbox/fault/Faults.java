package io.packhouse.sandbox.fault;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The faults to inject now. Not in the journal, so a restart clears them.
public final class Faults {

    private final AtomicReference<FaultPlan> plan = new AtomicReference<>(FaultPlan.NONE);

    public FaultPlan plan() {
        return plan.get();
    }

    public void ask(FaultPlan wanted) {
        plan.set(wanted);
    }

    public void reset() {
        plan.set(FaultPlan.NONE);
    }

    public WebhookFaults ofWebhook(String type) {
        var faults = plan.get().webhooks();
        return faults == null ? WebhookFaults.NONE : faults.forType(type);
    }

    public int latencyMillis(String call) {
        var faults = plan.get().api();
        return faults == null || !faults.matches(call) ? 0 : faults.latencyMillis();
    }

    /// Takes the next fault for this call from the plan.
    public Optional<Fault> next(String call) {
        while (true) {
            var now = plan.get();
            var faults = now.api();
            if (faults == null || !faults.matches(call)) return Optional.empty();
            var found = first(faults);
            if (found.isEmpty()) return found;
            var then = new FaultPlan(now.webhooks(), faults.spent(found.get()));
            if (plan.compareAndSet(now, then)) return found;
        }
    }

    private static Optional<Fault> first(ApiFaults faults) {
        for (var fault : Fault.values()) if (faults.left(fault) > 0) return Optional.of(fault);
        return Optional.empty();
    }
}
