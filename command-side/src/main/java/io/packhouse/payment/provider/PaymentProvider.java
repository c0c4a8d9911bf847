package io.packhouse.payment.provider;

import io.packhouse.payment.api.DisputeReport;
import io.packhouse.payment.api.PaymentEvent.ProviderOperationRequested;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderPaymentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whoever takes the money. Asking twice under one key is asking once; nothing is thrown, because
/// every way to fail is an answer.
interface PaymentProvider {

    /// Opens a page where the buyer can pay. The same question makes the same request, byte for
    /// byte, however late it is repeated.
    Answer open(ProviderOperationRequested asked, Instant askedAt);

    Answer capture(ProviderOperationRequested asked);

    /// Releases the intent if there is one, closes the page otherwise.
    Answer giveBack(ProviderOperationRequested asked);

    Answer refund(ProviderOperationRequested asked);

    /// How things stand. Changes nothing.
    Answer look(@Nullable String checkoutId, @Nullable String intentId);

    /// Which payment an intent was made for; empty when the provider did not answer.
    Optional<Owner> owner(String intentId);

    /// Refunds and disputes since then, whoever made them, in any order; empty when the provider
    /// did not answer.
    Optional<List<Change>> changesSince(Instant since);

    /// Null: none of ours.
    record Owner(@Nullable PaymentId paymentId) {}

    /// That something happened to an intent, by the name and the clock of the provider.
    record Change(String eventId, Instant at, String intentId) {}

    /// What became of a question.
    sealed interface Answer {

        record CheckoutCreated(String checkoutId, String payUrl) implements Answer {}

        record ProviderStatus(ProviderPaymentStatus word, List<DisputeReport> disputes)
                implements Answer {

            public ProviderStatus(ProviderPaymentStatus word) {
                this(word, List.of());
            }
        }

        /// It was definitely not done, for a reason of the provider's own; `word` is how the
        /// payment stands since.
        record Refused(String reason, ProviderPaymentStatus word) implements Answer {}

        /// It may or may not have been done.
        record Unknown(String detail) implements Answer {}
    }
}
