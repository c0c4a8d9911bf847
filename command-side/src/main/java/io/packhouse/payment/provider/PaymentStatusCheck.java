package io.packhouse.payment.provider;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.scheduling.DurableTaskScheduler;
import io.packhouse.payment.api.PaymentCommand.GetProviderReferences;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderReferences;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// Has a payment looked at as soon as possible, because somebody knows or hopes that it changed.
@Component
class PaymentStatusCheck {

    private final CommandDispatcher dispatcher;
    private final DurableTaskScheduler work;
    private final PaymentReconciliationTask watch;
    private final ProviderIntentTask intents;
    private final Clock clock;

    PaymentStatusCheck(
            CommandDispatcher dispatcher,
            DurableTaskScheduler work,
            PaymentReconciliationTask watch,
            ProviderIntentTask intents,
            Clock clock) {
        this.dispatcher = dispatcher;
        this.work = work;
        this.watch = watch;
        this.intents = intents;
        this.clock = clock;
    }

    /// One look per hint, however often it is given. Refused when there is no such payment, so that
    /// nobody can fill the queue.
    void at(PaymentId paymentId, String hint, Caller caller) {
        trace(paymentId, caller);
        schedule(paymentId, hint);
    }

    /// As [#at], but only while nobody knows that the buyer has paid.
    void unlessAuthorized(PaymentId paymentId, String hint, Caller caller) {
        if (trace(paymentId, caller).intentId() == null) {
            schedule(paymentId, hint);
        }
    }

    /// As [#at], where only the provider knows whose payment it is.
    void atIntent(String intentId, String hint) {
        work.schedule(
                intents,
                intentId + "/" + hint,
                clock.instant(),
                new ProviderIntentTask.Item(intentId));
    }

    private ProviderReferences trace(PaymentId paymentId, Caller caller) {
        return dispatcher.ask(
                new GetProviderReferences(paymentId), caller, ProviderReferences.class);
    }

    private void schedule(PaymentId paymentId, String hint) {
        var now = clock.instant();
        work.schedule(
                watch,
                paymentId + "/" + hint,
                now,
                new PaymentReconciliationTask.Item(paymentId, now, true));
    }
}
