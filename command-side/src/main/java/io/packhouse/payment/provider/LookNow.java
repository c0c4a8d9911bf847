package io.packhouse.payment.provider;

import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Doors;
import io.packhouse.engine.timers.DurableWork;
import io.packhouse.payment.api.PaymentCommand.TracePayment;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderTrace;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// Has a payment looked at as soon as possible, because somebody knows or hopes that it changed.
@Component
class LookNow {

    private final Doors doors;
    private final DurableWork work;
    private final ProviderWatch watch;
    private final ProviderIntentWork intents;
    private final Clock clock;

    LookNow(
            Doors doors,
            DurableWork work,
            ProviderWatch watch,
            ProviderIntentWork intents,
            Clock clock) {
        this.doors = doors;
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
                new ProviderIntentWork.Item(intentId));
    }

    private ProviderTrace trace(PaymentId paymentId, Caller caller) {
        return doors.ask(new TracePayment(paymentId), caller, ProviderTrace.class);
    }

    private void schedule(PaymentId paymentId, String hint) {
        var now = clock.instant();
        work.schedule(
                watch, paymentId + "/" + hint, now, new ProviderWatch.Item(paymentId, now, true));
    }
}
