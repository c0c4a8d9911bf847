package io.packhouse.payment.provider;

import io.packhouse.engine.eventstore.Failpoint;
import io.packhouse.engine.saga.SagaCommandGateway;
import io.packhouse.engine.scheduling.DurableTask;
import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.ProviderOperation;
import io.packhouse.payment.api.ProviderPaymentStatus;
import io.packhouse.payment.api.ProviderPaymentStatus.State;
import io.packhouse.payment.provider.PaymentProvider.Answer;
import io.packhouse.payment.provider.stripe.StripeStatusMapping;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Sends a requested operation to the provider until its result is known. The pause is the age of
/// the request, so it doubles from one second to five minutes without a counter. Once a payment page is
/// open, it polls the payment until it is settled.
@Component
public class ProviderCallTask implements DurableTask<ProviderCallTask.Item> {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    // The provider repeats a stored failure for a day. After this time an operation known not to
    // have been done is requested under a new key; the first call can no longer be in flight.
    private static final Duration NEW_KEY_AFTER = Duration.ofMinutes(2);

    // Each of these attempts is known not to have been done.
    private static final int MOST_ATTEMPTS = 10;

    private static final Duration KEYS_ARE_KEPT = Duration.ofHours(24);

    private final PaymentProvider provider;
    private final SagaCommandGateway commands;
    private final Clock clock;
    private final PaymentReconciliationTask reconciliation;

    /// A requested operation and the time of the request.
    public record Item(ProviderOperationRequested asked, Instant requestedAt) {}

    ProviderCallTask(
            PaymentProvider provider,
            SagaCommandGateway commands,
            Clock clock,
            PaymentReconciliationTask reconciliation) {
        this.reconciliation = reconciliation;
        this.provider = provider;
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "payment.provider-call";
    }

    @Override
    public Class<Item> payload() {
        return Item.class;
    }

    @Override
    public Next perform(Item item) {
        var asked = item.asked();
        if (asked.operation() == ProviderOperation.OPEN_CHECKOUT) {
            var references = reconciliation.references(asked.paymentId());
            if (references.checkoutId() != null) {
                return reconciliation.poll(asked.paymentId(), references, item.requestedAt());
            }
        }
        var age = Duration.between(item.requestedAt(), clock.instant());
        var answer = call(item, age);
        Failpoint.reached("provider.answered");
        if (answer instanceof Answer.CheckoutCreated page) {
            commands.sendAndWait(new RecordCheckoutSession(asked.paymentId(), page.checkoutId(), page.payUrl()));
            return new Next.Retry(reconciliation.pause(item.requestedAt()));
        }
        if (record(asked, answer) || isRequestedAnew(asked, age)) {
            return new Next.Done();
        }
        var pause = age.compareTo(LONGEST) > 0 ? LONGEST : age;
        return new Next.Retry(pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause);
    }

    private Answer call(Item item, Duration age) {
        var asked = item.asked();
        if (asked.operation() == ProviderOperation.OPEN_CHECKOUT) {
            // A page whose opening got no response was never shown.
            return clock.instant().isBefore(asked.expiresAt())
                    ? provider.open(asked, item.requestedAt())
                    : new Answer.ProviderStatus(StripeStatusMapping.expired(asked.idempotencyKey(), "too late"));
        }
        if (age.compareTo(KEYS_ARE_KEPT) > 0) {
            return provider.fetchStatus(asked.checkoutId(), asked.intentId());
        }
        return switch (asked.operation()) {
            case OPEN_CHECKOUT -> throw new AssertionError(asked);
            case CAPTURE -> provider.capture(asked);
            case VOID -> provider.cancel(asked);
            case REFUND -> provider.refund(asked);
        };
    }

    private boolean record(ProviderOperationRequested asked, Answer answer) {
        var id = asked.paymentId();
        return switch (answer) {
            case Answer.CheckoutCreated _ -> throw new AssertionError(answer);
            case Answer.ProviderStatus status -> {
                commands.sendAndWait(new RecordProviderStatus(id, status.providerStatus()));
                yield settles(asked, status.providerStatus());
            }
            case Answer.Refused refused -> record(asked, refused.reason(), refused.providerStatus());
            case Answer.Unknown unknown -> unknown(asked, unknown.detail());
        };
    }

    /// While the provider is still processing, the outcome is open.
    private boolean record(ProviderOperationRequested asked, String reason, ProviderPaymentStatus providerStatus) {
        if (providerStatus.state() == State.PROCESSING) {
            return unknown(asked, reason);
        }
        commands.sendAndWait(
                new RecordRefusal(asked.paymentId(), asked.operation(), asked.attempt(), reason, providerStatus));
        return true;
    }

    private boolean unknown(ProviderOperationRequested asked, String detail) {
        commands.sendAndWait(new RecordUnknownOutcome(asked.paymentId(), asked.operation(), detail));
        return false;
    }

    private boolean isRequestedAnew(ProviderOperationRequested asked, Duration age) {
        if (age.compareTo(NEW_KEY_AFTER) < 0) {
            return false;
        }
        var id = asked.paymentId();
        if (asked.operation() == ProviderOperation.OPEN_CHECKOUT) {
            // A page may be open, but its address is unknown.
            commands.sendAndWait(new RetryProviderOperation(id, asked.operation(), asked.attempt()));
            return true;
        }
        if (!(provider.fetchStatus(asked.checkoutId(), asked.intentId()) instanceof Answer.ProviderStatus status)
                || status.providerStatus().state() == State.PROCESSING
                || settles(asked, status.providerStatus())) {
            return false;
        }
        if (asked.attempt() >= MOST_ATTEMPTS) {
            return record(asked, "not done after %s attempts".formatted(MOST_ATTEMPTS), status.providerStatus());
        }
        commands.sendAndWait(new RetryProviderOperation(id, asked.operation(), asked.attempt()));
        return true;
    }

    private static boolean settles(ProviderOperationRequested asked, ProviderPaymentStatus providerStatus) {
        if (providerStatus.state() == State.VOIDED || providerStatus.state() == State.EXPIRED) {
            return true;
        }
        var taken = providerStatus.state() == State.CAPTURED;
        return switch (asked.operation()) {
            case OPEN_CHECKOUT, CAPTURE -> taken;
            case VOID -> false;
            case REFUND -> taken && isAllRefunded(providerStatus.capturedMinor(), providerStatus.refundedMinor());
        };
    }

    private static boolean isAllRefunded(@Nullable Long captured, @Nullable Long refunded) {
        return captured != null && refunded != null && refunded >= captured;
    }
}
