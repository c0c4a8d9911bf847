package io.packhouse.ordering.projection;

import io.packhouse.engine.projection.Columns;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.ordering.api.OrderEvent;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.ordering.api.OrderPaymentStatus;
import io.packhouse.ordering.api.OrderStatus;
import io.packhouse.shared.api.Money;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The current state of each order.
@Component
@ProcessingGroup(OrderProjection.GROUP)
class OrderProjection {

    static final String GROUP = "projection-orders";

    private static final String OPEN = "OPEN";

    private final JsonMapper json = JsonMapper.shared();
    private final ProjectionTable orders;

    OrderProjection(ProjectionSchema schema) {
        orders = schema.table("customer_order");
    }

    @EventHandler
    void on(OrderEvent event, TrackedEventMessage<?> message) {
        var context = EventContext.of(message);
        switch (event) {
            case OrderPlaced e -> place(e, context);
            case OrderAccepted e -> change(e, context, Columns.of("status", OrderStatus.PENDING));
            case OrderRejected e -> reject(e, context);
            case OrderConfirmed e ->
                change(e, context, paid(e.paid(), e.paymentStatus()).and("status", OrderStatus.CONFIRMED));
            case OrderBalancePaid e -> change(e, context, paid(e.paid(), e.paymentStatus()));
            case OrderRefunded e -> change(e, context, refunded(e.refunded(), e.paymentStatus()));
            case OrderDisputed e -> change(e, context, Columns.of("dispute", OPEN));
            case OrderDisputeWon e -> change(e, context, Columns.of("dispute", e.disputed() ? OPEN : "WON"));
            case OrderDisputeLost e -> disputeLost(e, context);
            case OrderCancelled e -> cancel(e, context);
            case OrderProcessingStarted e -> change(e, context, Columns.of("status", OrderStatus.PROCESSING));
            case OrderShipped e -> ship(e, context);
            case OrderDelivered e -> change(e, context, Columns.of("status", OrderStatus.DELIVERED));
            case OrderConfirmationRejected _, OrderAcceptanceRejected _, OrderCancellationRejected _ -> {}
        }
    }

    @ResetHandler
    void reset() {
        orders.empty();
    }

    private void place(OrderPlaced e, EventContext context) {
        var terms = e.terms();
        var totals = terms.totals();
        orders.insert(
                key(e).and("order_number", e.orderNumber())
                        .and("buyer", e.buyer())
                        .and("status", "PLACED")
                        .and("payment_status", "UNPAID")
                        .and("plan", terms.plan())
                        .and("currency", totals.total().currency())
                        .and("net_minor", totals.net().amountMinor())
                        .and("shipping_minor", totals.shipping().amountMinor())
                        .and("tax_minor", totals.tax().amountMinor())
                        .and("rounding_minor", totals.rounding().amountMinor())
                        .and("total_minor", totals.total().amountMinor())
                        .and("due_now_minor", totals.dueNow().amountMinor())
                        .and("due_later_minor", totals.dueLater().amountMinor())
                        .and("paid_minor", 0)
                        .and("refunded_minor", 0)
                        .and("line_count", terms.lines().size())
                        .and("country", terms.shipping().country())
                        .and("cart_id", e.cartId())
                        .and("placed_at", e.placedAt())
                        .and("expires_at", terms.expiresAt())
                        .json("shortages", "[]")
                        .and("ship_to_person", e.shipTo().person())
                        .and("ship_to_key_version", e.shipTo().keyVersion())
                        .and("ship_to_encrypted", e.shipTo().ciphertext())
                        .changedBy(context),
                "order_id");
    }

    private void reject(OrderRejected e, EventContext context) {
        var shortages = json.writeValueAsString(e.missing());
        change(e, context, Columns.of("status", "REJECTED").json("shortages", shortages));
    }

    private void disputeLost(OrderDisputeLost e, EventContext context) {
        var refunded = refunded(e.refunded(), e.paymentStatus());
        change(e, context, refunded.and("dispute", e.disputed() ? OPEN : "LOST"));
    }

    private void cancel(OrderCancelled e, EventContext context) {
        var cancellation = Columns.of("status", "CANCELLED")
                .and("cancellation_reason", e.reason())
                .and("cancellation_note", e.note());
        change(e, context, cancellation);
    }

    private void ship(OrderShipped e, EventContext context) {
        var shipment =
                Columns.of("status", "SHIPPED").and("carrier", e.carrier()).and("tracking_number", e.trackingNumber());
        change(e, context, shipment);
    }

    private static Columns paid(Money paid, OrderPaymentStatus status) {
        return Columns.of("paid_minor", paid.amountMinor()).and("payment_status", status);
    }

    private static Columns refunded(Money refunded, OrderPaymentStatus status) {
        return Columns.of("refunded_minor", refunded.amountMinor()).and("payment_status", status);
    }

    private void change(OrderEvent e, EventContext context, Columns changes) {
        orders.update(key(e), context, changes);
    }

    private static Columns key(OrderEvent e) {
        return Columns.of("order_id", e.orderId());
    }
}
