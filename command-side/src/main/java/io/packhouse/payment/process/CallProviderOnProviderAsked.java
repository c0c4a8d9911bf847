package io.packhouse.payment.process;

import io.packhouse.engine.timers.DurableWork;
import io.packhouse.payment.api.PaymentEvent.CheckoutOpened;
import io.packhouse.payment.api.PaymentEvent.ProviderAsked;
import io.packhouse.payment.provider.ProviderCall;
import io.packhouse.payment.provider.ProviderWatch;
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
@ProcessingGroup(CallProviderOnProviderAsked.GROUP)
class CallProviderOnProviderAsked {

    static final String GROUP = "payment-provider";

    private final DurableWork work;
    private final ProviderCall call;
    private final ProviderWatch watch;

    CallProviderOnProviderAsked(DurableWork work, ProviderCall call, ProviderWatch watch) {
        this.work = work;
        this.call = call;
        this.watch = watch;
    }

    @EventHandler
    void on(ProviderAsked event, @Timestamp Instant at) {
        work.schedule(call, event.idempotencyKey(), at, new ProviderCall.Item(event, at));
    }

    @EventHandler
    void on(CheckoutOpened event, @Timestamp Instant at) {
        work.schedule(
                watch,
                event.paymentId().value(),
                watch.firstLook(at),
                new ProviderWatch.Item(event.paymentId(), at, false));
    }
}
