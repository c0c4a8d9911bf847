package io.packhouse.ordering.api;

import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.Sku;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/// Events of the Order aggregate. Names and shapes are permanent.
public sealed interface OrderEvent {

    OrderId orderId();

    /// The order was placed under these terms; stock is not reserved yet.
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

    /// Stock is reserved; payment is due.
    @Revision("1")
    record OrderAccepted(OrderId orderId) implements OrderEvent {}

    /// Stock is missing and the order ended.
    @Revision("1")
    record OrderRejected(OrderId orderId, List<MissingStock> missing) implements OrderEvent {}

    /// An installment was captured and stock is committed; `paid` is the total captured so far,
    /// `demand` the committed units per SKU, `attempt` the number of the stock reservation that
    /// succeeded.
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

    /// The balance of a deposit order was captured.
    @Revision("1")
    record OrderBalancePaid(OrderId orderId, Money captured, Money paid, OrderPaymentStatus paymentStatus)
            implements OrderEvent {}

    /// A payment was captured for an order that cannot take it; the process that reported it
    /// refunds it.
    @Revision("1")
    record OrderConfirmationRejected(OrderId orderId, Installment installment, Money captured, OrderStatus status)
            implements OrderEvent {}

    /// Stock was reserved for an order that no longer waits for it.
    @Revision("1")
    record OrderAcceptanceRejected(OrderId orderId, OrderStatus status) implements OrderEvent {}

    /// The order was cancelled; `paid` is the amount to refund.
    @Revision("1")
    record OrderCancelled(
            OrderId orderId,
            CancellationReason reason,
            @Nullable EncryptedPersonal<String> note,
            OrderStatus before,
            Money paid)
            implements OrderEvent {}

    /// A process tried to cancel an order that can no longer be cancelled.
    @Revision("1")
    record OrderCancellationRejected(OrderId orderId, CancellationReason reason, OrderStatus status)
            implements OrderEvent {}

    /// Money was refunded to the buyer, which any state of the order allows; `refunded` is the
    /// total refunded so far.
    @Revision("1")
    record OrderRefunded(
            OrderId orderId, Installment installment, Money amount, Money refunded, OrderPaymentStatus paymentStatus)
            implements OrderEvent {}

    /// The buyer's bank disputes an installment; the order does not ship until the dispute is
    /// decided.
    @Revision("1")
    record OrderDisputed(OrderId orderId, Installment installment, String disputeId, Money amount, String reason)
            implements OrderEvent {}

    /// The bank decided for the shop; nothing is refunded. `disputed`: another dispute is still
    /// open.
    @Revision("1")
    record OrderDisputeWon(OrderId orderId, Installment installment, String disputeId, boolean disputed)
            implements OrderEvent {}

    /// The bank decided for the buyer and took `amount` back; `refunded` is the total refunded so
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

    /// Packing has started.
    @Revision("1")
    record OrderProcessingStarted(OrderId orderId) implements OrderEvent {}

    /// The order was shipped.
    @Revision("1")
    record OrderShipped(OrderId orderId, String carrier, String trackingNumber) implements OrderEvent {}

    /// The order was delivered.
    @Revision("1")
    record OrderDelivered(OrderId orderId) implements OrderEvent {}
}
