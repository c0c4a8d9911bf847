package io.packhouse.payment.api;

import io.packhouse.shared.api.Money;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/// Everything that can have happened to one payment. Names and shapes are permanent.
public sealed interface PaymentEvent {

    PaymentId paymentId();

    /// Money is wanted.
    @Revision("1")
    record PaymentRequested(
            PaymentId paymentId, Money amount, String description, Instant expiresAt)
            implements PaymentEvent {}

    /// The provider is to be asked; recorded before the call, with the key that makes asking twice
    /// asking once. `checkoutId` and `intentId` are the provider's, as far as they are known.
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

    /// The buyer can pay at `payUrl`.
    @Revision("1")
    record CheckoutSessionCreated(PaymentId paymentId, String checkoutId, String payUrl)
            implements PaymentEvent {}

    /// A try of the buyer did not work; the page stays open.
    @Revision("1")
    record PaymentDeclined(PaymentId paymentId, String failure) implements PaymentEvent {}

    /// The money is set aside for us.
    @Revision("1")
    record PaymentAuthorized(PaymentId paymentId, Money amount, String intentId)
            implements PaymentEvent {}

    /// Nothing is authorised any more that could be captured, or the provider refuses to capture
    /// it.
    @Revision("1")
    record CaptureRejected(PaymentId paymentId, PaymentStatus status) implements PaymentEvent {}

    /// The money is ours.
    @Revision("1")
    record PaymentCaptured(PaymentId paymentId, Money amount, String intentId)
            implements PaymentEvent {}

    /// Nothing of the buyer's money is to be kept, whatever the provider still says.
    @Revision("1")
    record PaymentReversalRequested(PaymentId paymentId, String reason) implements PaymentEvent {}

    /// Nobody knows yet whether the provider did what it was asked; it will be asked again.
    @Revision("1")
    record PaymentOutcomeUnknown(PaymentId paymentId, ProviderOperation operation, String detail)
            implements PaymentEvent {}

    /// The page closed unpaid.
    @Revision("1")
    record PaymentExpired(PaymentId paymentId) implements PaymentEvent {}

    /// Nothing is held: an authorisation was given back, no page was ever shown, or what was
    /// captured by mistake has been refunded.
    @Revision("1")
    record PaymentVoided(PaymentId paymentId) implements PaymentEvent {}

    /// Money went back, whoever at the provider gave it; `refunded` is everything that went back so
    /// far, lost disputes included, and `kept` what is left of the captured money.
    @Revision("1")
    record PaymentRefunded(PaymentId paymentId, Money amount, Money refunded, Money kept)
            implements PaymentEvent {}

    /// It was to be given back, and nothing of the buyer's money was here any more.
    @Revision("1")
    record NothingToReturn(PaymentId paymentId, PaymentStatus status) implements PaymentEvent {}

    /// The buyer's bank disputes the payment; until it has decided, nobody can refund it.
    @Revision("1")
    record DisputeOpened(PaymentId paymentId, String disputeId, Money amount, String reason)
            implements PaymentEvent {}

    /// The bank decided for us: the money stays as it was.
    @Revision("1")
    record DisputeWon(PaymentId paymentId, String disputeId, Money refunded, Money kept)
            implements PaymentEvent {}

    /// The bank decided for the buyer and took `amount`; `refunded` is everything that went back so
    /// far, refunds included, and `kept` what is left of the captured money.
    @Revision("1")
    record DisputeLost(
            PaymentId paymentId, String disputeId, Money amount, Money refunded, Money kept)
            implements PaymentEvent {}

    /// The provider reported money of another amount or currency than was asked for, set aside or
    /// captured (`status`). It is not this payment: nothing of it counts as paid, and all of it is
    /// given back.
    @Revision("1")
    record PaymentMismatched(
            PaymentId paymentId, Money expected, PaymentStatus status, ReportedMoney reported)
            implements PaymentEvent {}

    /// The provider will certainly not do what it was asked under that attempt; `reason` is its
    /// own. The same is never asked again.
    @Revision("1")
    record ProviderRefused(
            PaymentId paymentId, ProviderOperation operation, int attempt, String reason)
            implements PaymentEvent {}

    /// Asking the provider any further would not help: a person has to look at this payment.
    @Revision("1")
    record ReviewRequired(PaymentId paymentId, ReviewReason reason, String detail)
            implements PaymentEvent {}

    /// A person has settled what the review was about.
    @Revision("1")
    record ReviewEnded(PaymentId paymentId) implements PaymentEvent {}
}
