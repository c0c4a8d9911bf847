package io.packhouse.ordering.api;

import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.PersonId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// What may be asked of an order. Those that a process sends answer with an event in every state.
public sealed interface OrderCommand {

    /// The buyer agrees to these terms. Placing one id twice is placing it once.
    record PlaceOrder(
            @TargetAggregateIdentifier OrderId orderId,
            PersonId buyer,
            EncryptedPersonal<DeliveryAddress> shipTo,
            OrderTerms terms,
            Instant placedAt,
            @Nullable String cartId)
            implements OrderCommand {}

    /// Stock is held: the order awaits its payment.
    record AcceptOrder(@TargetAggregateIdentifier OrderId orderId) implements OrderCommand {}

    /// Stock said no.
    record RejectOrder(
            @TargetAggregateIdentifier OrderId orderId, java.util.List<MissingStock> missing)
            implements OrderCommand {}

    /// An installment was captured. The first one confirms the order, the balance settles it.
    /// `attempt` says which try at holding stock succeeded.
    record ConfirmOrder(
            @TargetAggregateIdentifier OrderId orderId,
            Installment installment,
            Money captured,
            int attempt)
            implements OrderCommand {}

    /// Buyer or staff, or a process when nobody paid: the agreement is off. `by` is the person who
    /// asks; a buyer may call off only an order of their own.
    record CancelOrder(
            @TargetAggregateIdentifier OrderId orderId,
            CancellationReason reason,
            @Nullable EncryptedPersonal<String> note,
            @Nullable PersonId by)
            implements OrderCommand {}

    /// Money went back to the buyer; `refunded` is all that was returned of that installment so
    /// far, `kept` what is left of it.
    record RecordRefund(
            @TargetAggregateIdentifier OrderId orderId,
            Installment installment,
            Money refunded,
            Money kept)
            implements OrderCommand {}

    /// The buyer's bank disputes an installment and wants `amount` of it back.
    record RecordDispute(
            @TargetAggregateIdentifier OrderId orderId,
            Installment installment,
            String disputeId,
            Money amount,
            String reason)
            implements OrderCommand {}

    /// The bank decided a dispute; `refunded` is all that was returned of that installment so far,
    /// by this dispute too if it was lost, and `kept` what is left of it.
    record RecordDisputeDecision(
            @TargetAggregateIdentifier OrderId orderId,
            Installment installment,
            String disputeId,
            DisputeDecision decision,
            Money refunded,
            Money kept)
            implements OrderCommand {}

    /// Somebody packs it.
    record StartOrderProcessing(@TargetAggregateIdentifier OrderId orderId)
            implements OrderCommand {}

    /// It left the house; refused with BALANCE_DUE while a balance is open.
    record ShipOrder(
            @TargetAggregateIdentifier OrderId orderId, String carrier, String trackingNumber)
            implements OrderCommand {}

    /// It arrived.
    record DeliverOrder(@TargetAggregateIdentifier OrderId orderId) implements OrderCommand {}

    /// Whose order is it? Answers a [PersonId] and records nothing.
    record FindBuyer(@TargetAggregateIdentifier OrderId orderId) implements OrderCommand {}

    /// What is still to be paid? Answers a [Money] and records nothing. `by` is the buyer who asks,
    /// or null for staff.
    record GetBalanceDue(@TargetAggregateIdentifier OrderId orderId, @Nullable PersonId by)
            implements OrderCommand {}

    /// What was asked of one SKU and what was there.
    record MissingStock(String sku, int requested, int available) {}
}
