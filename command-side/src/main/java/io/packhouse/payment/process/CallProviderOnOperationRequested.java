package io.packhouse.payment.process;

import io.packhouse.engine.scheduling.DurableTaskScheduler;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.provider.ProviderCallTask;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/// Schedules a durable task for each request to the provider, once per idempotency key.
@Component
@DisallowReplay
@ProcessingGroup(CallProviderOnOperationRequested.GROUP)
class CallProviderOnOperationRequested {

    static final String GROUP = "payment-provider";

    private final DurableTaskScheduler scheduler;
    private final ProviderCallTask call;

    CallProviderOnOperationRequested(DurableTaskScheduler scheduler, ProviderCallTask call) {
        this.scheduler = scheduler;
        this.call = call;
    }

    @EventHandler
    void on(ProviderOperationRequested event, @Timestamp Instant at) {
        scheduler.schedule(call, event.idempotencyKey(), at, new ProviderCallTask.Item(event, at));
    }
}
