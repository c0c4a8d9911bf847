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

/// Checks a payment's status after a hint. [ProviderCallTask] polls it until it is settled, so that no
/// payment depends on a webhook.
@Component
class PaymentReconciliationTask implements DurableTask<PaymentReconciliationTask.Item> {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final PaymentProvider provider;
    private final SagaCommandGateway commands;
    private final Clock clock;
    private final Duration first;

    record Item(PaymentId paymentId, Instant since) {}

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

    @Override
    public Next perform(Item item) {
        // Even when it is settled: a refund may have been made at the provider.
        return record(item.paymentId(), references(item.paymentId()))
                ? new Next.Done()
                : new Next.Retry(pause(item.since()));
    }

    /// Polls a payment whose page was requested at that time.
    Next poll(PaymentId paymentId, ProviderReferences references, Instant since) {
        if (references.settled()) {
            return new Next.Done();
        }
        record(paymentId, references);
        return new Next.Retry(pause(since));
    }

    ProviderReferences references(PaymentId paymentId) {
        var answer = commands.sendAndWait(new GetProviderReferences(paymentId));
        return (ProviderReferences) Objects.requireNonNull(answer);
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

    Duration pause(Instant since) {
        var age = Duration.between(since, clock.instant());
        var capped = age.compareTo(LONGEST) > 0 ? LONGEST : age;
        return capped.compareTo(first) < 0 ? first : capped;
    }
}
