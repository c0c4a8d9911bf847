package io.packhouse.analytics.projection;

import io.packhouse.engine.projection.Columns;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.ordering.api.OrderEvent;
import io.packhouse.ordering.api.OrderEvent.*;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Records when each order reached which stage, and counts the orders. A row is counted in the
/// statement that writes it, and only if the statement changed it, so a repeated or late event is
/// counted once.
@Component
@ProcessingGroup(SalesProjection.GROUP)
class SalesProjection {

    static final String GROUP = "projection-sales";

    private static final String INSERT_ORDER = SalesSql.place();
    private static final String UPDATE_ACCEPTED = SalesSql.reach("accepted");
    private static final String UPDATE_REJECTED = SalesSql.reach("rejected");
    private static final String UPDATE_CONFIRMED = SalesSql.confirm();
    private static final String UPDATE_PROCESSED = SalesSql.reach("processed");
    private static final String UPDATE_SHIPPED = SalesSql.reach("shipped");
    private static final String UPDATE_DELIVERED = SalesSql.reach("delivered");
    private static final String UPDATE_CANCELLED = SalesSql.reach("cancelled");

    private final ProjectionTable sales;
    private final List<ProjectionTable> counts;

    SalesProjection(ProjectionSchema schema) {
        sales = schema.table("sales_order");
        counts = Stream.of(
                        "sales_person",
                        "sales_quarter_hour",
                        "sales_hour",
                        "order_stage_count",
                        "customer_active_day",
                        "cohort_activity")
                .map(schema::table)
                .toList();
    }

    @EventHandler
    void on(OrderEvent event, TrackedEventMessage<?> message) {
        var context = EventContext.of(message);
        switch (event) {
            case OrderPlaced e -> place(e, context);
            case OrderAccepted e -> reach(UPDATE_ACCEPTED, e, context, null);
            case OrderRejected e -> reach(UPDATE_REJECTED, e, context, null);
            case OrderConfirmed e -> reach(UPDATE_CONFIRMED, e, context, null);
            case OrderProcessingStarted e -> reach(UPDATE_PROCESSED, e, context, null);
            case OrderShipped e -> reach(UPDATE_SHIPPED, e, context, null);
            case OrderDelivered e -> reach(UPDATE_DELIVERED, e, context, null);
            case OrderCancelled e -> reach(UPDATE_CANCELLED, e, context, e.reason());
            case OrderBalancePaid _, OrderRefunded _ -> {} // Payments are counted by PaymentFactProjection.
            case OrderDisputed _, OrderDisputeWon _, OrderDisputeLost _ -> {}
            case OrderConfirmationRejected _, OrderAcceptanceRejected _, OrderCancellationRejected _ -> {}
        }
    }

    @ResetHandler
    void reset() {
        sales.empty();
        counts.forEach(ProjectionTable::empty);
    }

    private void place(OrderPlaced e, EventContext context) {
        var terms = e.terms();
        sales.write(
                INSERT_ORDER,
                Columns.of("order_id", e.orderId())
                        .and("person_id", e.buyer())
                        .and("currency", terms.totals().total().currency())
                        .and("country", terms.shipping().country())
                        .and("plan", terms.plan())
                        .and("net_minor", terms.totals().net().amountMinor())
                        .and("total_minor", terms.totals().total().amountMinor())
                        .and("placed_at", e.placedAt())
                        .and("position", context.position()));
    }

    private void reach(String sql, OrderEvent e, EventContext context, @Nullable Object reason) {
        sales.write(
                sql,
                Columns.of("order_id", e.orderId())
                        .and("at", context.at())
                        .and("position", context.position())
                        .and("reason", reason));
    }
}
