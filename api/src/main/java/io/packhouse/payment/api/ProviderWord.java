package io.packhouse.payment.api;

import org.jspecify.annotations.Nullable;

/// What a provider says about a payment, however it reached us (webhook, the buyer's return, our
/// own question): amounts in minor units of the payment's currency, running totals, never
/// differences. `source` names the message, so that it is heard once.
public record ProviderWord(
        String source,
        State state,
        @Nullable String intentId,
        long authorizedMinor,
        long capturedMinor,
        long refundedMinor,
        @Nullable String failure) {

    public ProviderWord {
        if (authorizedMinor < 0 || capturedMinor < 0 || refundedMinor < 0) {
            throw new IllegalArgumentException("Amounts are running totals, never negative.");
        }
        if ((state == State.AUTHORIZED || state == State.CAPTURED) && intentId == null) {
            throw new IllegalArgumentException("Money is held under an intent.");
        }
    }

    /// OPEN: the buyer may still pay (`failure` says why the last try did not work). LAPSED: the
    /// page closed unpaid. VOIDED: an authorisation was given back.
    public enum State {
        OPEN,
        PROCESSING,
        AUTHORIZED,
        CAPTURED,
        VOIDED,
        LAPSED
    }
}
