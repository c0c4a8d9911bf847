package io.packhouse.payment.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a provider says about a payment, however it reached us (webhook, the buyer's return, our
/// own question): running totals, never differences, in minor units of `currency`. Null is what it
/// did not say. Nothing of it is believed yet: the payment compares it with what it asked for.
/// `source` names the message, so that it is heard once. `failedRefunds` are told while the buyer
/// does not have all of it back by another refund.
public record ProviderPaymentStatus(
        String source,
        State state,
        @Nullable String intentId,
        @Nullable String currency,
        @Nullable Long authorizedMinor,
        @Nullable Long capturedMinor,
        @Nullable Long refundedMinor,
        @Nullable String failure,
        List<FailedRefund> failedRefunds) {

    public ProviderPaymentStatus {
        failedRefunds = List.copyOf(failedRefunds);
        if ((state == State.AUTHORIZED || state == State.CAPTURED) && intentId == null) {
            throw new IllegalArgumentException("Money is held under an intent.");
        }
    }

    /// A word that says nothing of refunds that failed.
    public ProviderPaymentStatus(
            String source,
            State state,
            @Nullable String intentId,
            @Nullable String currency,
            @Nullable Long authorizedMinor,
            @Nullable Long capturedMinor,
            @Nullable Long refundedMinor,
            @Nullable String failure) {
        this(
                source,
                state,
                intentId,
                currency,
                authorizedMinor,
                capturedMinor,
                refundedMinor,
                failure,
                List.of());
    }

    /// A word about no money at all.
    public static ProviderPaymentStatus withoutMoney(
            String source, State state, @Nullable String failure) {
        return new ProviderPaymentStatus(source, state, null, null, null, null, null, failure);
    }

    /// As a message may be believed that nobody asked for: that money went back, or came back, is
    /// only true when the provider answers so.
    public ProviderPaymentStatus withoutRefunds() {
        return new ProviderPaymentStatus(
                source, state, intentId, currency, authorizedMinor, capturedMinor, null, failure);
    }

    /// OPEN: the buyer may still pay (`failure` says why the last try did not work). EXPIRED: the
    /// page closed unpaid. VOIDED: an authorisation was given back.
    public enum State {
        OPEN,
        PROCESSING,
        AUTHORIZED,
        CAPTURED,
        VOIDED,
        EXPIRED
    }
}
