package io.packhouse.payment.provider;

import io.packhouse.engine.saga.SagaCommandGateway;
import io.packhouse.engine.scheduling.DurableTask;
import io.packhouse.payment.api.PaymentCommand.GetProviderReferences;
import io.packhouse.payment.api.PaymentCommand.RecordDispute;
import io.packhouse.payment.api.PaymentCommand.RecordProviderStatus;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderReferences;
import io.packhouse.payment.provider.PaymentProvider.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Asks how a payment stands until it is settled, so that no payment needs a webhook to arrive.
@Component
public class PaymentReconciliationTask implements DurableTask<PaymentReconciliationTask.Item> {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final PaymentProvider provider;
    private final SagaCommandGateway commands;
    private final Clock clock;
    private final Duration first;

    /// `once`: somebody has a hint; another item does the regular watching.
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

    /// When a page that opened then is first looked at.
    public Instant firstLook(Instant openedAt) {
        return openedAt.plus(first);
    }

    @Override
    public Next perform(Item item) {
        var answer = commands.sendAndWait(new GetProviderReferences(item.paymentId()));
        var trace = (ProviderReferences) Objects.requireNonNull(answer);
        // A hint is followed even then: refunds may come from elsewhere.
        if (trace.settled() && !item.once()) {
            return new Next.Done();
        }
        var heard = record(item.paymentId(), trace);
        return heard && item.once() ? new Next.Done() : new Next.Retry(pause(item.since()));
    }

    /// Records how a payment stands; false when the provider did not say.
    boolean record(PaymentId paymentId, ProviderReferences trace) {
        if (trace.checkoutId() == null && trace.intentId() == null) {
            return true;
        }
        if (!(provider.look(trace.checkoutId(), trace.intentId())
                instanceof Answer.ProviderStatus said)) {
            return false;
        }
        commands.sendAndWait(new RecordProviderStatus(paymentId, said.word()));
        said.disputes()
                .forEach(report -> commands.sendAndWait(new RecordDispute(paymentId, report)));
        return true;
    }

    private Duration pause(Instant since) {
        var age = Duration.between(since, clock.instant());
        var capped = age.compareTo(LONGEST) > 0 ? LONGEST : age;
        return capped.compareTo(first) < 0 ? first : capped;
    }
}
