package io.packhouse.ordering.projection;

import static java.util.stream.Collectors.joining;

import io.packhouse.engine.projection.Columns;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.ordering.api.OrderEvent;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.ordering.api.OrderLine;
import io.packhouse.ordering.api.OrderStatus;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The lines of each order, and every change with actor and reason.
@Component
@ProcessingGroup(OrderHistoryProjection.GROUP)
class OrderHistoryProjection {

    static final String GROUP = "projection-order-history";

    /// Writes the change, and adds the order's lines to the product sales of the day.
    private static final String INSERT_CONFIRMATION = """
            with fresh as (
                insert into {schema}.order_history
                    (position, order_id, event, status, reason, note, actor, at)
                select cast(:position as bigint), :order_id, :event, :status, :reason, :note, :actor,
                    cast(:at as timestamptz)
                on conflict (position) do nothing
                returning order_id, at)
            insert into {schema}.product_day as t
                (day, pack_id, currency, name, orders, quantity, net_minor)
            select cast(f.at at time zone 'UTC' as date), l.pack_id, l.currency, max(l.name), 1,
                sum(l.quantity), sum(l.net_minor)
            from fresh f join {schema}.order_line l using (order_id)
            group by 1, 2, 3
            on conflict (day, pack_id, currency) do update
            set name = greatest(t.name, excluded.name), orders = t.orders + 1,
                quantity = t.quantity + excluded.quantity,
                net_minor = t.net_minor + excluded.net_minor
            """;

    private final ProjectionTable lines;
    private final ProjectionTable history;
    private final ProjectionTable days;

    private record HistoryEntry(
            @Nullable OrderStatus status, @Nullable String reason) {}

    OrderHistoryProjection(ProjectionSchema schema) {
        lines = schema.table("order_line");
        history = schema.table("order_history");
        days = schema.table("product_day");
    }

    @EventHandler
    void on(OrderEvent event, TrackedEventMessage<?> message) {
        var context = EventContext.of(message);
        if (event instanceof OrderPlaced placed) {
            placed.terms().lines().forEach(line -> write(placed.orderId(), line));
        }
        var entry = entry(event);
        var change = Columns.of("position", context.position())
                .and("order_id", event.orderId())
                .and("event", event.getClass().getSimpleName())
                .and("status", entry.status())
                .and("reason", entry.reason())
                .and("note", event instanceof OrderCancelled e ? e.note() : null)
                .and("actor", context.actor())
                .and("at", context.at());
        if (event instanceof OrderConfirmed) {
            lines.write(INSERT_CONFIRMATION, change); // Through `lines`: it reads the order's lines.
        } else {
            history.insert(change, "position");
        }
    }

    @ResetHandler
    void reset() {
        lines.empty();
        history.empty();
        days.empty();
    }

    private static HistoryEntry entry(OrderEvent event) {
        return switch (event) {
            case OrderPlaced _ -> new HistoryEntry(OrderStatus.PLACED, null);
            case OrderAccepted _ -> new HistoryEntry(OrderStatus.PENDING, "Stock is reserved.");
            case OrderRejected e -> new HistoryEntry(OrderStatus.REJECTED, missing(e));
            case OrderConfirmed e ->
                new HistoryEntry(OrderStatus.CONFIRMED, e.installment() + " captured: " + e.captured());
            case OrderBalancePaid e -> new HistoryEntry(null, "BALANCE captured: " + e.captured());
            case OrderConfirmationRejected e ->
                new HistoryEntry(
                        null, "%s of %s came too late: %s".formatted(e.captured(), e.installment(), e.status()));
            case OrderAcceptanceRejected e -> new HistoryEntry(null, "Stock was reserved too late: " + e.status());
            case OrderCancelled e ->
                new HistoryEntry(OrderStatus.CANCELLED, e.reason().name());
            case OrderCancellationRejected e ->
                new HistoryEntry(null, "%s came too late: %s".formatted(e.reason(), e.status()));
            case OrderRefunded e -> new HistoryEntry(null, e.installment() + " refunded: " + e.amount());
            case OrderDisputed e ->
                new HistoryEntry(
                        null,
                        "%s disputed by the buyer's bank: %s, %s".formatted(e.installment(), e.amount(), e.reason()));
            case OrderDisputeWon e -> new HistoryEntry(null, e.installment() + " dispute won");
            case OrderDisputeLost e -> new HistoryEntry(null, e.installment() + " dispute lost: " + e.amount());
            case OrderProcessingStarted _ -> new HistoryEntry(OrderStatus.PROCESSING, null);
            case OrderShipped e -> new HistoryEntry(OrderStatus.SHIPPED, e.carrier() + " " + e.trackingNumber());
            case OrderDelivered _ -> new HistoryEntry(OrderStatus.DELIVERED, null);
        };
    }

    private static String missing(OrderRejected e) {
        return e.missing().stream()
                .map(m -> "%s: %s requested, %s available".formatted(m.sku(), m.requested(), m.available()))
                .collect(joining("; "));
    }

    private void write(OrderId order, OrderLine line) {
        var item = line.item();
        lines.insert(
                Columns.of("order_id", order)
                        .and("line", line.line())
                        .and("pack_id", item.packId())
                        .and("terms_version", item.termsVersion())
                        .and("manifest_version", item.manifestVersion())
                        .and("sku", item.sku())
                        .and("name", item.name())
                        .and("vendor_id", item.vendorId())
                        .and("quantity", line.quantity())
                        .and("currency", line.net().currency())
                        .and("unit_price_minor", line.unitPrice().amountMinor())
                        .and("net_minor", line.net().amountMinor())
                        .and("tax_minor", line.tax().amount().amountMinor())
                        .and("tax_class", line.tax().taxClass())
                        .and("tax_rate_basis_points", line.tax().rateBasisPoints()),
                "order_id",
                "line");
    }
}
