package io.packhouse.payment.provider;

import io.packhouse.engine.saga.SagaCommandGateway;
import io.packhouse.engine.scheduling.DurableTask;
import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderReferences;
import io.packhouse.payment.provider.PaymentProvider.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Polls a payment's status until it is settled, so that no payment depends on a webhook.
@Component
public class PaymentReconciliationTask implements DurableTask<PaymentReconciliationTask.Item> {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final PaymentProvider provider;
    private final SagaCommandGateway commands;
    private final Clock clock;
    private final Duration first;

    /// `once`: a check after a hint; the regular polling is another item.
    public record Item(PaymentId paymentId, Instant since, boolean once) {}

    PaymentReconciliationTask(
            PaymentProvider provider,
            SagaCommandGateway commands,
            Clock clock,
            @Value("${packhouse.payment.first-poll-after:PT30S}") Duration first) {
        this.provider = provider;
        this.commands = commands;
        this.clock = clock;
        this.first = first;
    }

    @Override
    public String name() {
        return "payment.provider-watch";
    }

    @Override
    public Class<Item> payload() {
        return Item.class;
    }

    /// The first poll of a page opened at that time.
    public Instant firstPollAt(Instant openedAt) {
        return openedAt.plus(first);
    }

    @Override
    public Next perform(Item item) {
        var answer = commands.sendAndWait(new GetProviderReferences(item.paymentId()));
        var trace = (ProviderReferences) Objects.requireNonNull(answer);
        // A hint is checked even then: a refund may have been made at the provider.
        if (trace.settled() && !item.once()) {
            return new Next.Done();
        }
        var recorded = record(item.paymentId(), trace);
        return recorded && item.once() ? new Next.Done() : new Next.Retry(pause(item.since()));
    }

    /// Records the payment's status; false when the provider did not report it.
    boolean record(PaymentId paymentId, ProviderReferences trace) {
        if (trace.checkoutId() == null && trace.intentId() == null) {
            return true;
        }
        if (!(provider.fetchStatus(trace.checkoutId(), trace.intentId()) instanceof Answer.ProviderStatus status)) {
            return false;
        }
        commands.sendAndWait(new RecordProviderStatus(paymentId, status.providerStatus()));
        status.disputes().forEach(report -> commands.sendAndWait(new RecordDispute(paymentId, report)));
        return true;
    }

    private Duration pause(Instant since) {
        var age = Duration.between(since, clock.instant());
        var capped = age.compareTo(LONGEST) > 0 ? LONGEST : age;
        return capped.compareTo(first) < 0 ? first : capped;
    }
}
