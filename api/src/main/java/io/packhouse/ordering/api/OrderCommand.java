package io.packhouse.ordering.api;

import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.PersonId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Commands of the Order aggregate. Those sent by a process answer with an event in every state.
public sealed interface OrderCommand {

    /// Places an order under agreed terms. Repeating it with the same id has no effect.
    record PlaceOrder(
            @TargetAggregateIdentifier OrderId orderId,
            PersonId buyer,
            EncryptedPersonal<DeliveryAddress> shipTo,
            OrderTerms terms,
            Instant placedAt,
            @Nullable String cartId)
            implements OrderCommand {}

    /// Accepts the order: stock is reserved and payment is due.
    record AcceptOrder(@TargetAggregateIdentifier OrderId orderId) implements OrderCommand {}

    /// Rejects the order because stock is missing.
    record RejectOrder(@TargetAggregateIdentifier OrderId orderId, java.util.List<MissingStock> missing)
            implements OrderCommand {}

    /// Records that an installment was captured. The first one confirms the order, the balance
    /// settles it. `attempt` is the number of the stock reservation that succeeded.
    record ConfirmOrder(
            @TargetAggregateIdentifier OrderId orderId, Installment installment, Money captured, int attempt)
            implements OrderCommand {}

    /// Cancels the order, on request of the buyer or staff, or by a process when payment failed.
    /// `by` is the requesting person; buyers may cancel only their own orders.
    record CancelOrder(
            @TargetAggregateIdentifier OrderId orderId,
            CancellationReason reason,
            @Nullable EncryptedPersonal<String> note,
            @Nullable PersonId by)
            implements OrderCommand {}

    /// Records a refund to the buyer; `refunded` is the total refunded of that installment so far,
    /// `kept` what remains of it.
    record RecordRefund(@TargetAggregateIdentifier OrderId orderId, Installment installment, Money refunded, Money kept)
            implements OrderCommand {}

    /// Records that the buyer's bank disputes `amount` of an installment.
    record RecordDispute(
            @TargetAggregateIdentifier OrderId orderId,
            Installment installment,
            String disputeId,
            Money amount,
            String reason)
            implements OrderCommand {}

    /// Records the bank's decision of a dispute; `refunded` is the total refunded of that
    /// installment so far, including this dispute if it was lost, and `kept` what remains of it.
    record RecordDisputeDecision(
            @TargetAggregateIdentifier OrderId orderId,
            Installment installment,
            String disputeId,
            DisputeDecision decision,
            Money refunded,
            Money kept)
            implements OrderCommand {}

    /// Records that packing has started.
    record StartOrderProcessing(@TargetAggregateIdentifier OrderId orderId) implements OrderCommand {}

    /// Records the shipment. Rejected with BALANCE_DUE while a balance is open.
    record ShipOrder(@TargetAggregateIdentifier OrderId orderId, String carrier, String trackingNumber)
            implements OrderCommand {}

    /// Records the delivery.
    record DeliverOrder(@TargetAggregateIdentifier OrderId orderId) implements OrderCommand {}

    /// Returns the buyer's [PersonId] and records no event.
    record FindBuyer(@TargetAggregateIdentifier OrderId orderId) implements OrderCommand {}

    /// Returns the balance due as [Money] and records no event. `by` is the requesting buyer, or
    /// null for staff.
    record GetBalanceDue(
            @TargetAggregateIdentifier OrderId orderId,
            @Nullable PersonId by) implements OrderCommand {}

    /// The requested and the available units of one SKU.
    record MissingStock(String sku, int requested, int available) {}
}
