package io.packhouse.analytics.projection;

import io.packhouse.engine.projection.Happened;
import io.packhouse.engine.projection.ReadSchema;
import io.packhouse.engine.projection.ReadTable;
import io.packhouse.ordering.api.OrderEvent;
import io.packhouse.ordering.api.OrderEvent.AcceptanceRefused;
import io.packhouse.ordering.api.OrderEvent.CancellationRefused;
import io.packhouse.ordering.api.OrderEvent.ConfirmationRefused;
import io.packhouse.ordering.api.OrderEvent.OrderAccepted;
import io.packhouse.ordering.api.OrderEvent.OrderBalancePaid;
import io.packhouse.ordering.api.OrderEvent.OrderCancelled;
import io.packhouse.ordering.api.OrderEvent.OrderConfirmed;
import io.packhouse.ordering.api.OrderEvent.OrderDelivered;
import io.packhouse.ordering.api.OrderEvent.OrderDisputeLost;
import io.packhouse.ordering.api.OrderEvent.OrderDisputeWon;
import io.packhouse.ordering.api.OrderEvent.OrderDisputed;
import io.packhouse.ordering.api.OrderEvent.OrderPlaced;
import io.packhouse.ordering.api.OrderEvent.OrderProcessed;
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

    private static final String PLACE = SalesStatements.place();
    private static final String ACCEPT = SalesStatements.reach("accepted");
    private static final String REJECT = SalesStatements.reach("rejected");
    private static final String CONFIRM = SalesStatements.confirm();
    private static final String PROCESS = SalesStatements.reach("processed");
    private static final String SHIP = SalesStatements.reach("shipped");
    private static final String DELIVER = SalesStatements.reach("delivered");
    private static final String CANCEL = SalesStatements.reach("cancelled");

    private final ReadTable sales;
    private final List<ReadTable> counts;

    SalesProjection(ReadSchema schema) {
        sales = schema.table("sales_order");
        counts =
                Stream.of(
                                "sales_person",
                                "sales_tally",
                                "sales_hour",
                                "sales_progress",
                                "sales_visit",
                                "sales_return")
                        .map(schema::table)
                        .toList();
    }

    @EventHandler
    void on(OrderEvent event, TrackedEventMessage<?> message) {
        var when = Happened.of(message);
        switch (event) {
            case OrderPlaced e -> place(e, when);
            case OrderAccepted e -> reach(ACCEPT, e, when, null);
            case OrderRejected e -> reach(REJECT, e, when, null);
            case OrderConfirmed e -> reach(CONFIRM, e, when, null);
            case OrderProcessed e -> reach(PROCESS, e, when, null);
            case OrderShipped e -> reach(SHIP, e, when, null);
            case OrderDelivered e -> reach(DELIVER, e, when, null);
            case OrderCancelled e -> reach(CANCEL, e, when, e.reason());
            case OrderBalancePaid _, OrderRefunded _ -> {} // Money is counted where it moves.
            case OrderDisputed _, OrderDisputeWon _, OrderDisputeLost _ -> {}
            case ConfirmationRefused _, AcceptanceRefused _, CancellationRefused _ -> {}
        }
    }

    @ResetHandler
    void reset() {
        sales.empty();
        counts.forEach(ReadTable::empty);
    }

    private void place(OrderPlaced e, Happened when) {
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

    private void reach(String sql, OrderEvent e, Happened when, @Nullable Object reason) {
        sales.write(sql, e.orderId(), when.at(), when.position(), reason);
    }
}
