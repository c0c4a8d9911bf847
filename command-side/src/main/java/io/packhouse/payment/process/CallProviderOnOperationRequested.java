package io.packhouse.payment.process;

import io.packhouse.engine.scheduling.DurableTaskScheduler;
import io.packhouse.payment.api.PaymentEvent.CheckoutSessionCreated;
import io.packhouse.payment.api.PaymentEvent.ProviderOperationRequested;
import io.packhouse.payment.provider.PaymentReconciliationTask;
import io.packhouse.payment.provider.ProviderCallTask;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/// Puts each question to the provider down as durable work, once per key, and each open page under
/// watch.
@Component
@DisallowReplay
@ProcessingGroup(CallProviderOnOperationRequested.GROUP)
class CallProviderOnOperationRequested {

    static final String GROUP = "payment-provider";

    private final DurableTaskScheduler work;
    private final ProviderCallTask call;
    private final PaymentReconciliationTask watch;

    CallProviderOnOperationRequested(
            DurableTaskScheduler work, ProviderCallTask call, PaymentReconciliationTask watch) {
        this.work = work;
        this.call = call;
        this.watch = watch;
    }

    @EventHandler
    void on(ProviderOperationRequested event, @Timestamp Instant at) {
        work.schedule(call, event.idempotencyKey(), at, new ProviderCallTask.Item(event, at));
    }

    @EventHandler
    void on(CheckoutSessionCreated event, @Timestamp Instant at) {
        work.schedule(
                watch,
                event.paymentId().value(),
                watch.firstLook(at),
                new PaymentReconciliationTask.Item(event.paymentId(), at, false));
    }
}
