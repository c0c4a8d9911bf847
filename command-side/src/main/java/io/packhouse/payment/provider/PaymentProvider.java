package io.packhouse.payment.provider;

import io.packhouse.payment.api.DisputeReport;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderPaymentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The payment provider. Calls with the same idempotency key take effect once. Nothing is thrown:
/// every failure is an [Answer].
public interface PaymentProvider {

    /// Opens a page where the buyer can pay. The same arguments make the same request, byte for
    /// byte, however late it is repeated.
    Answer open(ProviderOperationRequested asked, Instant requestedAt);

    Answer capture(ProviderOperationRequested asked);

    /// Cancels the intent if there is one, and closes the page otherwise.
    Answer cancel(ProviderOperationRequested asked);

    Answer refund(ProviderOperationRequested asked);

    /// Reads the current status; changes nothing.
    Answer fetchStatus(@Nullable String checkoutId, @Nullable String intentId);

    /// The payment an intent was made for; empty when the provider did not answer.
    Optional<Owner> owner(String intentId);

    /// Refunds and disputes since then, from any source and in any order; empty when the provider
    /// did not answer.
    Optional<List<Change>> changesSince(Instant since);

    /// Null when the intent is not one of this installation.
    record Owner(@Nullable PaymentId paymentId) {}

    /// A change of an intent, with the provider's id and time.
    record Change(String eventId, Instant at, String intentId) {}

    /// The result of a call.
    sealed interface Answer {

        record CheckoutCreated(String checkoutId, String payUrl) implements Answer {}

        record ProviderStatus(ProviderPaymentStatus providerStatus, List<DisputeReport> disputes) implements Answer {

            public ProviderStatus(ProviderPaymentStatus providerStatus) {
                this(providerStatus, List.of());
            }
        }

        /// Definitely not done, for the provider's reason; `providerStatus` is the payment's status after
        /// that.
        record Refused(String reason, ProviderPaymentStatus providerStatus) implements Answer {}

        /// The call may or may not have had an effect.
        record Unknown(String detail) implements Answer {}
    }
}
