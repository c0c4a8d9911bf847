package io.packhouse.analytics.projection;

import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.ordering.api.OrderEvent;
import io.packhouse.ordering.api.OrderEvent.OrderAcceptanceRejected;
import io.packhouse.ordering.api.OrderEvent.OrderAccepted;
import io.packhouse.ordering.api.OrderEvent.OrderBalancePaid;
import io.packhouse.ordering.api.OrderEvent.OrderCancellationRejected;
import io.packhouse.ordering.api.OrderEvent.OrderCancelled;
import io.packhouse.ordering.api.OrderEvent.OrderConfirmationRejected;
import io.packhouse.ordering.api.OrderEvent.OrderConfirmed;
import io.packhouse.ordering.api.OrderEvent.OrderDelivered;
import io.packhouse.ordering.api.OrderEvent.OrderDisputeLost;
import io.packhouse.ordering.api.OrderEvent.OrderDisputeWon;
import io.packhouse.ordering.api.OrderEvent.OrderDisputed;
import io.packhouse.ordering.api.OrderEvent.OrderPlaced;
import io.packhouse.ordering.api.OrderEvent.OrderProcessingStarted;
import io.packhouse.ordering.api.OrderEvent.OrderRefunded;
import io.packhouse.ordering.api.OrderEvent.OrderRejected;
import io.packhouse.ordering.api.OrderEvent.OrderShipped;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// When each order reached which stage, and how many did.
///
/// A row is counted in the statement that writes it and only if that changed it, so an event
/// handled twice, or late, is counted once.
@Component
@ProcessingGroup(SalesProjection.GROUP)
class SalesProjection {

    static final String GROUP = "projection-sales";

    private static final String PLACE = SalesSql.place();
    private static final String ACCEPT = SalesSql.reach("accepted");
    private static final String REJECT = SalesSql.reach("rejected");
    private static final String CONFIRM = SalesSql.confirm();
    private static final String PROCESS = SalesSql.reach("processed");
    private static final String SHIP = SalesSql.reach("shipped");
    private static final String DELIVER = SalesSql.reach("delivered");
    private static final String CANCEL = SalesSql.reach("cancelled");

    private final ProjectionTable sales;
    private final List<ProjectionTable> counts;

    SalesProjection(ProjectionSchema schema) {
        sales = schema.table("sales_order");
        counts =
                Stream.of(
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
        var when = EventContext.of(message);
        switch (event) {
            case OrderPlaced e -> place(e, when);
            case OrderAccepted e -> reach(ACCEPT, e, when, null);
            case OrderRejected e -> reach(REJECT, e, when, null);
            case OrderConfirmed e -> reach(CONFIRM, e, when, null);
            case OrderProcessingStarted e -> reach(PROCESS, e, when, null);
            case OrderShipped e -> reach(SHIP, e, when, null);
            case OrderDelivered e -> reach(DELIVER, e, when, null);
            case OrderCancelled e -> reach(CANCEL, e, when, e.reason());
            case OrderBalancePaid _, OrderRefunded _ -> {} // Money is counted where it moves.
            case OrderDisputed _, OrderDisputeWon _, OrderDisputeLost _ -> {}
            case OrderConfirmationRejected _,
                    OrderAcceptanceRejected _,
                    OrderCancellationRejected _ -> {}
        }
    }

    @ResetHandler
    void reset() {
        sales.empty();
        counts.forEach(ProjectionTable::empty);
    }

    private void place(OrderPlaced e, EventContext when) {
        var terms = e.terms();
        sales.write(
                PLACE,
                e.orderId(),
                e.buyer(),
                terms.totals().total().currency(),
                terms.shipping().country(),
                terms.plan(),
                terms.totals().net().amountMinor(),
                terms.totals().total().amountMinor(),
                e.placedAt(),
                when.position());
    }

    private void reach(String sql, OrderEvent e, EventContext when, @Nullable Object reason) {
        sales.write(sql, e.orderId(), when.at(), when.position(), reason);
    }
}
