package io.packhouse.payment.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A payment status reported by a provider, from a webhook, the buyer's return or a request of
/// ours: running totals in minor units of `currency`, never differences. Null means not reported.
/// The report is not trusted: the payment compares it with what it requested. `source` identifies
/// the message, so that it is handled once. `failedRefunds` are reported until another refund has
/// made up for them.
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
            throw new IllegalArgumentException("An authorized or captured amount needs an intent id.");
        }
    }

    /// A report without failed refunds.
    public ProviderPaymentStatus(
            String source,
            State state,
            @Nullable String intentId,
            @Nullable String currency,
            @Nullable Long authorizedMinor,
            @Nullable Long capturedMinor,
            @Nullable Long refundedMinor,
            @Nullable String failure) {
        this(source, state, intentId, currency, authorizedMinor, capturedMinor, refundedMinor, failure, List.of());
    }

    /// A report without amounts.
    public static ProviderPaymentStatus withoutMoney(String source, State state, @Nullable String failure) {
        return new ProviderPaymentStatus(source, state, null, null, null, null, null, failure);
    }

    /// The part of an unsolicited message that may be trusted: refunds, and refunds that failed,
    /// count only in the provider's answer to a request of ours.
    public ProviderPaymentStatus withoutRefunds() {
        return new ProviderPaymentStatus(
                source, state, intentId, currency, authorizedMinor, capturedMinor, null, failure);
    }

    /// OPEN: the buyer may still pay (`failure`: why the last attempt failed). EXPIRED: the
    /// checkout expired unpaid. VOIDED: an authorization was voided.
    public enum State {
        OPEN,
        PROCESSING,
        AUTHORIZED,
        CAPTURED,
        VOIDED,
        EXPIRED
    }
}
