package io.packhouse.payment.provider;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.packhouse.engine.monitoring.HistogramBuckets;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.provider.stripe.StripeProvider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/// Records metrics for the calls of the payment provider.
@Component
@Primary
class MeteredPaymentProvider implements PaymentProvider {

    private final StripeProvider provider;
    private final MeterRegistry meters;

    MeteredPaymentProvider(StripeProvider provider, MeterRegistry meters) {
        this.provider = provider;
        this.meters = meters;
    }

    @Override
    public Answer open(ProviderOperationRequested asked, Instant requestedAt) {
        return measured("open", () -> provider.open(asked, requestedAt));
    }

    @Override
    public Answer capture(ProviderOperationRequested asked) {
        return measured("capture", () -> provider.capture(asked));
    }

    @Override
    public Answer cancel(ProviderOperationRequested asked) {
        return measured("cancel", () -> provider.cancel(asked));
    }

    @Override
    public Answer refund(ProviderOperationRequested asked) {
        return measured("refund", () -> provider.refund(asked));
    }

    @Override
    public Answer fetchStatus(@Nullable String checkoutId, @Nullable String intentId) {
        return measured("status", () -> provider.fetchStatus(checkoutId, intentId));
    }

    @Override
    public Optional<Owner> owner(String intentId) {
        return answered("owner", () -> provider.owner(intentId));
    }

    @Override
    public Optional<List<Change>> changesSince(Instant since) {
        return answered("changes", () -> provider.changesSince(since));
    }

    private Answer measured(String operation, Supplier<Answer> call) {
        return measured(operation, call, MeteredPaymentProvider::outcome);
    }

    private <T> Optional<T> answered(String operation, Supplier<Optional<T>> call) {
        return measured(operation, call, answer -> answer.isPresent() ? "answered" : "unknown");
    }

    private <T> T measured(String operation, Supplier<T> call, Function<T, String> outcome) {
        var sample = Timer.start(meters);
        var answer = call.get();
        sample.stop(timer(operation, outcome.apply(answer)));
        return answer;
    }

    private static String outcome(Answer answer) {
        return switch (answer) {
            case Answer.CheckoutCreated _ -> "opened";
            case Answer.ProviderStatus _ -> "answered";
            case Answer.Refused _ -> "refused";
            case Answer.Unknown _ -> "unknown";
        };
    }

    private Timer timer(String operation, String outcome) {
        return Timer.builder("packhouse.provider.calls")
                .description("Calls to the payment provider, by operation and outcome.")
                .tag("operation", operation)
                .tag("outcome", outcome)
                .serviceLevelObjectives(HistogramBuckets.LONG)
                .register(meters);
    }
}
