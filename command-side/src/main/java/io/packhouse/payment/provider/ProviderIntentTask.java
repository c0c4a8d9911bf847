package io.packhouse.payment.provider;

import io.packhouse.engine.scheduling.DurableTask;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderReferences;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Refusal;
import java.time.Duration;
import org.axonframework.commandhandling.CommandExecutionException;
import org.springframework.stereotype.Component;

/// Records the status of the payment behind an intent. Changes made by a bank or in the provider's
/// dashboard name the intent and not the payment.
@Component
class ProviderIntentTask implements DurableTask<ProviderIntentTask.Item> {

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final PaymentProvider provider;
    private final PaymentReconciliationTask watch;

    record Item(String intentId) {}

    ProviderIntentTask(PaymentProvider provider, PaymentReconciliationTask watch) {
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
            return new Next.Retry(PAUSE);
        }
        var paymentId = owner.get().paymentId();
        return paymentId == null || isRecorded(paymentId, item.intentId()) ? new Next.Done() : new Next.Retry(PAUSE);
    }

    private boolean isRecorded(PaymentId paymentId, String intentId) {
        try {
            return watch.record(paymentId, new ProviderReferences(null, intentId, false));
        } catch (CommandExecutionException e) {
            if (isUnknown(e)) {
                return true; // Belongs to another installation with the same account.
            }
            throw e;
        }
    }

    private static boolean isUnknown(CommandExecutionException failed) {
        return failed.<CommandRejectedException.Answer>getDetails()
                .filter(answer -> answer.kind() == Refusal.Kind.NOT_FOUND)
                .isPresent();
    }
}
