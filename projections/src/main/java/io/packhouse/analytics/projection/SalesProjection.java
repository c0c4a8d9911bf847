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
import io.packhouse.ordering.api.OrderEvent.OrderPlaced;
import io.packhouse.ordering.api.OrderEvent.OrderProcessed;
import io.packhouse.ordering.api.OrderEvent.OrderRefunded;
import io.packhouse.ordering.api.OrderEvent.OrderRejected;
import io.packhouse.ordering.api.OrderEvent.OrderShipped;
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

    private static final String COUNT =
            """
            insert into {schema}.sales_tally as t (at, measure, currency, number, amount_minor)
            select date_bin('15 minutes', at, timestamptz '2000-01-01 00:00:00+00'), '%s',
                currency, 1, total_minor from fresh
            on conflict (at, measure, currency) do update
            set number = t.number + 1, amount_minor = t.amount_minor + excluded.amount_minor
            """;
    private static final String PLACE =
            """
            with fresh as (
                insert into {schema}.sales_order (order_id, person_id, currency, country, plan,
                    net_minor, total_minor, placed_at, position)
                select ?, ?, ?, ?, ?, ?, ?, cast(? as timestamptz), ?
                on conflict (order_id) do nothing
                returning currency, total_minor, placed_at as at)
            """
                    + COUNT.formatted("PLACED");
    private static final String REACH =
            """
            with e as (
                select cast(? as text) as order_id, cast(? as timestamptz) as at,
                    cast(? as bigint) as position, cast(? as text) as reason),
            fresh as (
                update {schema}.sales_order o
                set %1$s_at = e.at, position = greatest(o.position, e.position),
                    cancellation_reason = coalesce(e.reason, o.cancellation_reason)
                from e where o.order_id = e.order_id and o.%1$s_at is null
                returning o.person_id, o.currency, o.total_minor, e.at)%2$s
            """
                    + COUNT.replace("%s", "%3$s");
    private static final String BUYER =
            """
            , buyer as (
                insert into {schema}.sales_person as p (person_id, first_confirmed_at, orders)
                select person_id, at, 1 from fresh
                on conflict (person_id) do update
                set first_confirmed_at =
                        least(p.first_confirmed_at, excluded.first_confirmed_at),
                    orders = p.orders + 1)
            """;

    private static final String ACCEPT = reach("accepted", "");
    private static final String REJECT = reach("rejected", "");
    private static final String CONFIRM = reach("confirmed", BUYER);
    private static final String PROCESS = reach("processed", "");
    private static final String SHIP = reach("shipped", "");
    private static final String DELIVER = reach("delivered", "");
    private static final String CANCEL = reach("cancelled", "");

    private final ReadTable sales;
    private final ReadTable persons;
    private final ReadTable tally;

    SalesProjection(ReadSchema schema) {
        sales = schema.table("sales_order");
        persons = schema.table("sales_person");
        tally = schema.table("sales_tally");
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
            case ConfirmationRefused _, AcceptanceRefused _, CancellationRefused _ -> {}
        }
    }

    @ResetHandler
    void reset() {
        sales.empty();
        persons.empty();
        tally.empty();
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

    private static String reach(String stage, String more) {
        return REACH.formatted(stage, more, stage.toUpperCase(java.util.Locale.ROOT));
    }
}
