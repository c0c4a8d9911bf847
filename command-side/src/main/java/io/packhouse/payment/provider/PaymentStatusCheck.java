package io.packhouse.payment.provider;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.scheduling.DurableTaskScheduler;
import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderReferences;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// Schedules an immediate status check of a payment after a hint that it changed.
@Component
public class PaymentStatusCheck {

    private final CommandDispatcher dispatcher;
    private final DurableTaskScheduler scheduler;
    private final PaymentReconciliationTask reconciliation;
    private final ProviderIntentTask intents;
    private final Clock clock;

    PaymentStatusCheck(
            CommandDispatcher dispatcher,
            DurableTaskScheduler scheduler,
            PaymentReconciliationTask reconciliation,
            ProviderIntentTask intents,
            Clock clock) {
        this.dispatcher = dispatcher;
        this.scheduler = scheduler;
        this.reconciliation = reconciliation;
        this.intents = intents;
        this.clock = clock;
    }

    /// One check per hint. Rejected when there is no such payment, so that strangers cannot fill
    /// the queue.
    public void at(PaymentId paymentId, String hint, Caller caller) {
        trace(paymentId, caller);
        schedule(paymentId, hint);
    }

    /// As [#at], but only while no payment by the buyer is known.
    public void unlessAuthorized(PaymentId paymentId, String hint, Caller caller) {
        if (trace(paymentId, caller).intentId() == null) {
            schedule(paymentId, hint);
        }
    }

    /// As [#at], where only the provider knows which payment it is.
    public void atIntent(String intentId, String hint) {
        scheduler.schedule(intents, intentId + "/" + hint, clock.instant(), new ProviderIntentTask.Item(intentId));
    }

    private ProviderReferences trace(PaymentId paymentId, Caller caller) {
        return dispatcher.query(new GetProviderReferences(paymentId), caller, ProviderReferences.class);
    }

    private void schedule(PaymentId paymentId, String hint) {
        var now = clock.instant();
        scheduler.schedule(
                reconciliation, paymentId + "/" + hint, now, new PaymentReconciliationTask.Item(paymentId, now));
    }
}
