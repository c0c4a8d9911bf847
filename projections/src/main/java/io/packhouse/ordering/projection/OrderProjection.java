package io.packhouse.ordering.projection;

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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The current state of each order.
@Component
@ProcessingGroup(OrderProjection.GROUP)
class OrderProjection {

    static final String GROUP = "projection-orders";

    private static final String OPEN = "OPEN";

    private static final String INSERT_ORDER = """
            insert into {schema}.customer_order (order_id, order_number, buyer, status,
                payment_status, plan, currency, net_minor, shipping_minor, tax_minor,
                rounding_minor, total_minor, due_now_minor, due_later_minor, paid_minor,
                refunded_minor, line_count, country, cart_id, placed_at, expires_at, shortages,
                ship_to_person, ship_to_key_version, ship_to_encrypted, position, changed_at)
            values (?, ?, ?, 'PLACED', 'UNPAID', ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?,
                '[]', ?, ?, ?, ?, ?)
            on conflict (order_id) do nothing
            """;
    private static final String UPDATE_STATUS = """
            update {schema}.customer_order set status = ?, position = ?, changed_at = ?
            where order_id = ? and position < ?
            """;
    private static final String UPDATE_REJECTION = """
            update {schema}.customer_order
            set shortages = cast(? as jsonb), status = 'REJECTED', position = ?, changed_at = ?
            where order_id = ? and position < ?
            """;
    private static final String UPDATE_PAYMENT = """
            update {schema}.customer_order
            set status = coalesce(cast(? as text), status),
                paid_minor = coalesce(cast(? as bigint), paid_minor),
                refunded_minor = coalesce(cast(? as bigint), refunded_minor),
                dispute = coalesce(cast(? as text), dispute),
                payment_status = ?, position = ?, changed_at = ?
            where order_id = ? and position < ?
            """;
    private static final String UPDATE_DISPUTE = """
            update {schema}.customer_order set dispute = ?, position = ?, changed_at = ?
            where order_id = ? and position < ?
            """;
    private static final String UPDATE_CANCELLATION = """
            update {schema}.customer_order
            set status = 'CANCELLED', cancellation_reason = ?, cancellation_note = ?,
                position = ?, changed_at = ?
            where order_id = ? and position < ?
            """;
    private static final String UPDATE_SHIPMENT = """
            update {schema}.customer_order
            set status = 'SHIPPED', carrier = ?, tracking_number = ?, position = ?, changed_at = ?
            where order_id = ? and position < ?
            """;

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
            case OrderAccepted e -> status(e, OrderStatus.PENDING, context);
            case OrderRejected e -> change(UPDATE_REJECTION, e, context, json.writeValueAsString(e.missing()));
            case OrderConfirmed e -> pay(e, OrderStatus.CONFIRMED, e.paid(), null, e.paymentStatus(), context);
            case OrderBalancePaid e -> pay(e, null, e.paid(), null, e.paymentStatus(), context);
            case OrderRefunded e -> pay(e, null, null, e.refunded(), e.paymentStatus(), context);
            case OrderDisputed e -> change(UPDATE_DISPUTE, e, context, OPEN);
            case OrderDisputeWon e -> change(UPDATE_DISPUTE, e, context, e.disputed() ? OPEN : "WON");
            case OrderDisputeLost e -> disputeLost(e, context);
            case OrderCancelled e -> change(UPDATE_CANCELLATION, e, context, e.reason(), e.note());
            case OrderProcessingStarted e -> status(e, OrderStatus.PROCESSING, context);
            case OrderShipped e -> change(UPDATE_SHIPMENT, e, context, e.carrier(), e.trackingNumber());
            case OrderDelivered e -> status(e, OrderStatus.DELIVERED, context);
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
        orders.write(
                INSERT_ORDER,
                e.orderId(),
                e.orderNumber(),
                e.buyer(),
                terms.plan(),
                totals.total().currency(),
                totals.net().amountMinor(),
                totals.shipping().amountMinor(),
                totals.tax().amountMinor(),
                totals.rounding().amountMinor(),
                totals.total().amountMinor(),
                totals.dueNow().amountMinor(),
                totals.dueLater().amountMinor(),
                terms.lines().size(),
                terms.shipping().country(),
                e.cartId(),
                e.placedAt(),
                terms.expiresAt(),
                e.shipTo().person(),
                e.shipTo().keyVersion(),
                e.shipTo().ciphertext(),
                context.position(),
                context.at());
    }

    private void status(OrderEvent e, OrderStatus status, EventContext context) {
        change(UPDATE_STATUS, e, context, status);
    }

    private void pay(
            OrderEvent e,
            @Nullable OrderStatus status,
            @Nullable Money paid,
            @Nullable Money refunded,
            OrderPaymentStatus paymentStatus,
            EventContext context) {
        change(UPDATE_PAYMENT, e, context, status, minor(paid), minor(refunded), null, paymentStatus);
    }

    private void disputeLost(OrderDisputeLost e, EventContext context) {
        var dispute = e.disputed() ? OPEN : "LOST";
        change(UPDATE_PAYMENT, e, context, null, null, minor(e.refunded()), dispute, e.paymentStatus());
    }

    private static @Nullable Long minor(@Nullable Money money) {
        return money == null ? null : money.amountMinor();
    }

    /// For statements whose last parameters are position, time, order and guard.
    private void change(String sql, OrderEvent e, EventContext context, @Nullable Object... values) {
        var all = new java.util.ArrayList<@Nullable Object>(java.util.Arrays.asList(values));
        all.add(context.position());
        all.add(context.at());
        all.add(e.orderId());
        all.add(context.position());
        orders.write(sql, all.toArray());
    }
}
