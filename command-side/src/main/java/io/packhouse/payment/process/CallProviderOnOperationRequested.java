package io.packhouse.payment.process;

import io.packhouse.engine.scheduling.DurableTaskScheduler;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.provider.PaymentReconciliationTask;
import io.packhouse.payment.provider.ProviderCallTask;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/// Schedules a durable task for each request to the provider, once per idempotency key, and a
/// reconciliation task for each open payment page.
@Component
@DisallowReplay
@ProcessingGroup(CallProviderOnOperationRequested.GROUP)
class CallProviderOnOperationRequested {

    static final String GROUP = "payment-provider";

    private final DurableTaskScheduler scheduler;
    private final ProviderCallTask call;
    private final PaymentReconciliationTask reconciliation;

    CallProviderOnOperationRequested(
            DurableTaskScheduler scheduler, ProviderCallTask call, PaymentReconciliationTask reconciliation) {
        this.scheduler = scheduler;
        this.call = call;
        this.reconciliation = reconciliation;
    }

    @EventHandler
    void on(ProviderOperationRequested event, @Timestamp Instant at) {
        scheduler.schedule(call, event.idempotencyKey(), at, new ProviderCallTask.Item(event, at));
    }

    @EventHandler
    void on(CheckoutSessionCreated event, @Timestamp Instant at) {
        scheduler.schedule(
                reconciliation,
                event.paymentId().value(),
                reconciliation.firstPollAt(at),
                new PaymentReconciliationTask.Item(event.paymentId(), at, false));
    }
}
