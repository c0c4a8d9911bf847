package io.packhouse.payment.provider;

import io.packhouse.engine.timers.Work;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderTrace;
import io.packhouse.shared.api.Refusal;
import io.packhouse.shared.api.Refused;
import java.time.Duration;
import org.axonframework.commandhandling.CommandExecutionException;
import org.springframework.stereotype.Component;

/// Records how the payment behind an intent stands. What a bank or somebody at the provider's
/// dashboard made names the intent and not our payment.
@Component
class ProviderIntentWork implements Work<ProviderIntentWork.Item> {

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final PaymentProvider provider;
    private final ProviderWatch watch;

    record Item(String intentId) {}

    ProviderIntentWork(PaymentProvider provider, ProviderWatch watch) {
        this.provider = provider;
        this.watch = watch;
    }

    @Override
    public String name() {
        return "payment.provider-intent";
    }

    @Override
    public Class<Item> payload() {
        return Item.class;
    }

    @Override
    public Next perform(Item item) {
        var owner = provider.owner(item.intentId());
        if (owner.isEmpty()) {
            return new Next.Again(PAUSE);
        }
        var paymentId = owner.get().paymentId();
        return paymentId == null || isRecorded(paymentId, item.intentId())
                ? new Next.Done()
                : new Next.Again(PAUSE);
    }

    private boolean isRecorded(PaymentId paymentId, String intentId) {
        try {
            return watch.record(paymentId, new ProviderTrace(null, intentId, false));
        } catch (CommandExecutionException e) {
            if (isUnknown(e)) {
                return true; // Of another installation with the same account.
            }
            throw e;
        }
    }

    private static boolean isUnknown(CommandExecutionException failed) {
        return failed.<Refused.Answer>getDetails()
                .filter(answer -> answer.kind() == Refusal.Kind.UNKNOWN)
                .isPresent();
    }
}
