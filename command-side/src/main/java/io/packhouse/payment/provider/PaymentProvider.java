package io.packhouse.payment.provider;

import io.packhouse.payment.api.PaymentEvent.ProviderAsked;
import io.packhouse.payment.api.ProviderWord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whoever takes the money. Asking twice under one key is asking once; nothing is thrown, because
/// every way to fail is an answer.
interface PaymentProvider {

    /// Opens a page where the buyer can pay. The same question makes the same request, byte for
    /// byte, however late it is repeated.
    Answer open(ProviderAsked asked, Instant askedAt);

    Answer capture(ProviderAsked asked);

    /// Releases the intent if there is one, closes the page otherwise.
    Answer giveBack(ProviderAsked asked);

    Answer refund(ProviderAsked asked);

    /// How things stand. Changes nothing.
    Answer look(@Nullable String checkoutId, @Nullable String intentId);

    /// What became of a question.
    sealed interface Answer {

        record Opened(String checkoutId, String payUrl) implements Answer {}

        record Said(ProviderWord word) implements Answer {}

        /// It was definitely not done, for a reason of the provider's own; `word` is how the
        /// payment stands since.
        record Refused(String reason, ProviderWord word) implements Answer {}

        /// It may or may not have been done.
        record Unknown(String detail) implements Answer {}
    }
}
