package io.packhouse.ordering.api;

import io.packhouse.ordering.api.OrderCommand.MissingStock;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.Sku;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/// Everything that can have happened to one order. Names and shapes are permanent.
public sealed interface OrderEvent {

    OrderId orderId();

    /// The buyer agreed to these terms; stock has not answered yet.
    @Revision("1")
    record OrderPlaced(
            OrderId orderId,
            OrderNumber orderNumber,
            PersonId buyer,
            EncryptedPersonal<DeliveryAddress> shipTo,
            OrderTerms terms,
            Instant placedAt,
            @Nullable String cartId)
            implements OrderEvent {}

    /// Stock is held; the order awaits its payment.
    @Revision("1")
    record OrderAccepted(OrderId orderId) implements OrderEvent {}

    /// Stock said no; the order is over.
    @Revision("1")
    record OrderRejected(OrderId orderId, List<MissingStock> missing) implements OrderEvent {}

    /// Money was captured and stock is committed; `paid` is everything captured so far, `demand`
    /// what stock owes per SKU, `attempt` the try at holding it that succeeded.
    @Revision("1")
    record OrderConfirmed(
            OrderId orderId,
            Installment installment,
            Money captured,
            Money paid,
            OrderPaymentStatus paymentStatus,
            SortedMap<Sku, Integer> demand,
            int attempt)
            implements OrderEvent {}

    /// The rest of a deposit order was captured.
    @Revision("1")
    record OrderBalancePaid(
            OrderId orderId, Money captured, Money paid, OrderPaymentStatus paymentStatus)
            implements OrderEvent {}

    /// Money came for an order that cannot take it; whoever sent it gives it back.
    @Revision("1")
    record OrderConfirmationRejected(
            OrderId orderId, Installment installment, Money captured, OrderStatus status)
            implements OrderEvent {}

    /// Stock answered for an order that no longer waits for it.
    @Revision("1")
    record OrderAcceptanceRejected(OrderId orderId, OrderStatus status) implements OrderEvent {}

    /// The agreement is off; `paid` is what has to go back.
    @Revision("1")
    record OrderCancelled(
            OrderId orderId,
            CancellationReason reason,
            @Nullable EncryptedPersonal<String> note,
            OrderStatus before,
            Money paid)
            implements OrderEvent {}

    /// A process asked to cancel what could no longer be cancelled.
    @Revision("1")
    record OrderCancellationRejected(OrderId orderId, CancellationReason reason, OrderStatus status)
            implements OrderEvent {}

    /// Money went back to the buyer, whoever gave it back, in whatever state the order is;
    /// `refunded` is everything returned so far.
    @Revision("1")
    record OrderRefunded(
            OrderId orderId,
            Installment installment,
            Money amount,
            Money refunded,
            OrderPaymentStatus paymentStatus)
            implements OrderEvent {}

    /// The buyer's bank disputes an installment; until it has decided, the order does not ship.
    @Revision("1")
    record OrderDisputed(
            OrderId orderId, Installment installment, String disputeId, Money amount, String reason)
            implements OrderEvent {}

    /// The bank decided for the shop: everything is as it was before. `disputed`: another dispute
    /// is still open.
    @Revision("1")
    record OrderDisputeWon(
            OrderId orderId, Installment installment, String disputeId, boolean disputed)
            implements OrderEvent {}

    /// The bank decided for the buyer and took `amount` back; `refunded` is everything returned so
    /// far. `disputed`: another dispute is still open.
    @Revision("1")
    record OrderDisputeLost(
            OrderId orderId,
            Installment installment,
            String disputeId,
            Money amount,
            Money refunded,
            OrderPaymentStatus paymentStatus,
            boolean disputed)
            implements OrderEvent {}

    /// Somebody packs it.
    @Revision("1")
    record OrderProcessingStarted(OrderId orderId) implements OrderEvent {}

    /// It left the house.
    @Revision("1")
    record OrderShipped(OrderId orderId, String carrier, String trackingNumber)
            implements OrderEvent {}

    /// It arrived.
    @Revision("1")
    record OrderDelivered(OrderId orderId) implements OrderEvent {}
}
