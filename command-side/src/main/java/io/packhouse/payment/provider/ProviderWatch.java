package io.packhouse.payment.provider;

import io.packhouse.engine.process.ProcessCommands;
import io.packhouse.engine.timers.Work;
import io.packhouse.payment.api.PaymentCommand.RecordDispute;
import io.packhouse.payment.api.PaymentCommand.RecordProviderWord;
import io.packhouse.payment.api.PaymentCommand.TracePayment;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderTrace;
import io.packhouse.payment.provider.PaymentProvider.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Asks how a payment stands until it is settled, so that no payment needs a webhook to arrive.
@Component
public class ProviderWatch implements Work<ProviderWatch.Item> {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final PaymentProvider provider;
    private final ProcessCommands commands;
    private final Clock clock;
    private final Duration first;

    /// `once`: somebody has a hint; another item does the regular watching.
    public record Item(PaymentId paymentId, Instant since, boolean once) {}

    ProviderWatch(
            PaymentProvider provider,
            ProcessCommands commands,
            Clock clock,
            @Value("${packhouse.payment.watch:PT30S}") Duration first) {
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
        var answer = commands.sendAndWait(new TracePayment(item.paymentId()));
        var trace = (ProviderTrace) Objects.requireNonNull(answer);
        // A hint is followed even then: refunds may come from elsewhere.
        if (trace.settled() && !item.once()) {
            return new Next.Done();
        }
        var heard = record(item.paymentId(), trace);
        return heard && item.once() ? new Next.Done() : new Next.Again(pause(item.since()));
    }

    /// Records how a payment stands; false when the provider did not say.
    boolean record(PaymentId paymentId, ProviderTrace trace) {
        if (trace.checkoutId() == null && trace.intentId() == null) {
            return true;
        }
        if (!(provider.look(trace.checkoutId(), trace.intentId()) instanceof Answer.Said said)) {
            return false;
        }
        commands.sendAndWait(new RecordProviderWord(paymentId, said.word()));
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
