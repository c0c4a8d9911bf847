package io.packhouse.payment.api;

import io.packhouse.shared.api.Money;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// What may be asked of a payment. A process may send each of them in any state; each answers with
/// an event or has been answered before.
public sealed interface PaymentCommand {

    PaymentId paymentId();

    /// Money is wanted until `expiresAt`; the buyer will be shown `description`.
    record RequestPayment(
            @TargetAggregateIdentifier PaymentId paymentId,
            Money amount,
            String description,
            Instant expiresAt)
            implements PaymentCommand {}

    /// The provider opened a page where the buyer can pay.
    record RecordCheckoutSession(
            @TargetAggregateIdentifier PaymentId paymentId, String checkoutId, String payUrl)
            implements PaymentCommand {}

    /// The provider said something. Words may come in any order and any number of times.
    record RecordProviderStatus(
            @TargetAggregateIdentifier PaymentId paymentId, ProviderPaymentStatus word)
            implements PaymentCommand {}

    /// How a dispute about this payment stands. Reports may come in any order and any number of
    /// times.
    record RecordDispute(@TargetAggregateIdentifier PaymentId paymentId, DisputeReport report)
            implements PaymentCommand {}

    /// The provider did not answer: it may or may not have done what was asked.
    record RecordUnknownOutcome(
            @TargetAggregateIdentifier PaymentId paymentId,
            ProviderOperation operation,
            String detail)
            implements PaymentCommand {}

    /// The provider definitely refused what it was asked under that attempt, for a reason of its
    /// own; `word` is how the payment stands there since.
    record RecordRefusal(
            @TargetAggregateIdentifier PaymentId paymentId,
            ProviderOperation operation,
            int attempt,
            String reason,
            ProviderPaymentStatus word)
            implements PaymentCommand {}

    /// What was asked under that attempt was certainly not done: it is asked again, under a new
    /// key.
    record RetryProviderOperation(
            @TargetAggregateIdentifier PaymentId paymentId,
            ProviderOperation operation,
            int attempt)
            implements PaymentCommand {}

    /// Where does the provider keep this payment? Answered by a [ProviderReferences], without an
    /// event.
    record GetProviderReferences(@TargetAggregateIdentifier PaymentId paymentId)
            implements PaymentCommand {}

    /// Take what is authorised.
    record CapturePayment(@TargetAggregateIdentifier PaymentId paymentId)
            implements PaymentCommand {}

    /// Nobody may start paying any more; what has been authorised by then still counts.
    record CloseCheckout(@TargetAggregateIdentifier PaymentId paymentId)
            implements PaymentCommand {}

    /// Let go: close the page, give an authorisation back, refund what was captured. Whatever the
    /// state is, afterwards nothing of the buyer's money is kept.
    record ReversePayment(@TargetAggregateIdentifier PaymentId paymentId, String reason)
            implements PaymentCommand {}

    /// Staff: ask the provider once more to give back what it refused to.
    record ReturnAgain(@TargetAggregateIdentifier PaymentId paymentId) implements PaymentCommand {}

    /// Staff: what the review was about is settled, here or elsewhere.
    record EndReview(@TargetAggregateIdentifier PaymentId paymentId) implements PaymentCommand {}
}
