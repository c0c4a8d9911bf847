package io.packhouse.payment.api;

import io.packhouse.shared.api.Money;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// Commands of the Payment aggregate. A process may send each of them in any state; each records an
/// event unless it has been handled before.
public sealed interface PaymentCommand {

    PaymentId paymentId();

    /// Requests a payment until `expiresAt`; the buyer sees `description`.
    record RequestPayment(
            @TargetAggregateIdentifier PaymentId paymentId, Money amount, String description, Instant expiresAt)
            implements PaymentCommand {}

    /// Records the provider's checkout session, where the buyer can pay.
    record RecordCheckoutSession(@TargetAggregateIdentifier PaymentId paymentId, String checkoutId, String payUrl)
            implements PaymentCommand {}

    /// Records a payment status reported by the provider. Reports may arrive in any order and
    /// repeatedly.
    record RecordProviderStatus(@TargetAggregateIdentifier PaymentId paymentId, ProviderPaymentStatus providerStatus)
            implements PaymentCommand {}

    /// Records the status of a dispute about this payment. Reports may arrive in any order and
    /// repeatedly.
    record RecordDispute(@TargetAggregateIdentifier PaymentId paymentId, DisputeReport report)
            implements PaymentCommand {}

    /// Records that the provider did not respond: the operation may or may not have been executed.
    record RecordUnknownOutcome(
            @TargetAggregateIdentifier PaymentId paymentId, ProviderOperation operation, String detail)
            implements PaymentCommand {}

    /// Records that the provider definitely refused the operation of that attempt; `reason` is the
    /// provider's, `providerStatus` the payment's status there since.
    record RecordRefusal(
            @TargetAggregateIdentifier PaymentId paymentId,
            ProviderOperation operation,
            int attempt,
            String reason,
            ProviderPaymentStatus providerStatus)
            implements PaymentCommand {}

    /// Retries an operation that was certainly not executed under that attempt, with a new
    /// idempotency key.
    record RetryProviderOperation(
            @TargetAggregateIdentifier PaymentId paymentId, ProviderOperation operation, int attempt)
            implements PaymentCommand {}

    /// Returns the [ProviderReferences] and records no event.
    record GetProviderReferences(@TargetAggregateIdentifier PaymentId paymentId) implements PaymentCommand {}

    /// Captures the authorized amount.
    record CapturePayment(@TargetAggregateIdentifier PaymentId paymentId) implements PaymentCommand {}

    /// Closes the checkout: no payment may start; an authorization made by then still counts.
    record CloseCheckout(@TargetAggregateIdentifier PaymentId paymentId) implements PaymentCommand {}

    /// Reverses the payment: closes the checkout, voids an authorization, refunds what was
    /// captured. Allowed in any state; afterwards none of the buyer's money is kept.
    record ReversePayment(@TargetAggregateIdentifier PaymentId paymentId, String reason) implements PaymentCommand {}

    /// Retries a reversal that the provider refused, on request of staff.
    record ReturnAgain(@TargetAggregateIdentifier PaymentId paymentId) implements PaymentCommand {}

    /// Ends a review, on request of staff; the case was settled here or at the provider.
    record EndReview(@TargetAggregateIdentifier PaymentId paymentId) implements PaymentCommand {}
}
