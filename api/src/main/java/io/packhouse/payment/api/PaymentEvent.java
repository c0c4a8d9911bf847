package io.packhouse.payment.api;

import io.packhouse.shared.api.Money;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/// Events of the Payment aggregate. Names and shapes are permanent.
public sealed interface PaymentEvent {

    PaymentId paymentId();

    /// A payment was requested.
    @Revision("1")
    record PaymentRequested(PaymentId paymentId, Money amount, String description, Instant expiresAt)
            implements PaymentEvent {}

    /// An operation was requested from the provider; recorded before the call, with the idempotency
    /// key of its retries. `checkoutId` and `intentId` are the provider's, as far as known.
    @Revision("1")
    record ProviderOperationRequested(
            PaymentId paymentId,
            ProviderOperation operation,
            int attempt,
            String idempotencyKey,
            Money amount,
            String description,
            Instant expiresAt,
            @Nullable String checkoutId,
            @Nullable String intentId)
            implements PaymentEvent {}

    /// A checkout session was created; the buyer can pay at `payUrl`.
    @Revision("1")
    record CheckoutSessionCreated(PaymentId paymentId, String checkoutId, String payUrl) implements PaymentEvent {}

    /// An attempt of the buyer to pay was declined; the checkout stays open.
    @Revision("1")
    record PaymentDeclined(PaymentId paymentId, String failure) implements PaymentEvent {}

    /// The amount was authorized.
    @Revision("1")
    record PaymentAuthorized(PaymentId paymentId, Money amount, String intentId) implements PaymentEvent {}

    /// Nothing is authorized that could be captured, or the provider refused the capture.
    @Revision("1")
    record CaptureRejected(PaymentId paymentId, PaymentStatus status) implements PaymentEvent {}

    /// The amount was captured.
    @Revision("1")
    record PaymentCaptured(PaymentId paymentId, Money amount, String intentId) implements PaymentEvent {}

    /// The payment is to be reversed, regardless of later provider reports.
    @Revision("1")
    record PaymentReversalRequested(PaymentId paymentId, String reason) implements PaymentEvent {}

    /// It is unknown whether the provider executed the operation; its status will be fetched.
    @Revision("1")
    record PaymentOutcomeUnknown(PaymentId paymentId, ProviderOperation operation, String detail)
            implements PaymentEvent {}

    /// The checkout expired unpaid.
    @Revision("1")
    record PaymentExpired(PaymentId paymentId) implements PaymentEvent {}

    /// No money is kept: an authorization was voided, no checkout was ever opened, or a mistaken
    /// capture was refunded.
    @Revision("1")
    record PaymentVoided(PaymentId paymentId) implements PaymentEvent {}

    /// Money was refunded, by this shop or by the provider; `refunded` is the total refunded so
    /// far, including lost disputes, and `kept` what remains of the captured money.
    @Revision("1")
    record PaymentRefunded(PaymentId paymentId, Money amount, Money refunded, Money kept) implements PaymentEvent {}

    /// A reversal was requested and none of the buyer's money was left to return.
    @Revision("1")
    record NothingToReturn(PaymentId paymentId, PaymentStatus status) implements PaymentEvent {}

    /// The buyer's bank disputes the payment; it cannot be refunded until the dispute is decided.
    @Revision("1")
    record DisputeOpened(PaymentId paymentId, String disputeId, Money amount, String reason) implements PaymentEvent {}

    /// The bank decided for the shop; the captured money is kept.
    @Revision("1")
    record DisputeWon(PaymentId paymentId, String disputeId, Money refunded, Money kept) implements PaymentEvent {}

    /// The bank decided for the buyer and took `amount`; `refunded` is the total refunded so far,
    /// including refunds, and `kept` what remains of the captured money.
    @Revision("1")
    record DisputeLost(PaymentId paymentId, String disputeId, Money amount, Money refunded, Money kept)
            implements PaymentEvent {}

    /// The provider reported an authorization or capture (`status`) of another amount or currency
    /// than requested. None of it counts as paid, and all of it is voided or refunded.
    @Revision("1")
    record PaymentMismatched(PaymentId paymentId, Money expected, PaymentStatus status, ReportedMoney reported)
            implements PaymentEvent {}

    /// The provider definitely refused the operation of that attempt; `reason` is the provider's.
    /// The same operation is not requested again.
    @Revision("1")
    record ProviderRefused(PaymentId paymentId, ProviderOperation operation, int attempt, String reason)
            implements PaymentEvent {}

    /// Further requests to the provider would not help: a person has to review the payment.
    @Revision("1")
    record ReviewRequired(PaymentId paymentId, ReviewReason reason, String detail) implements PaymentEvent {}

    /// The review was ended by a person.
    @Revision("1")
    record ReviewEnded(PaymentId paymentId) implements PaymentEvent {}
}
