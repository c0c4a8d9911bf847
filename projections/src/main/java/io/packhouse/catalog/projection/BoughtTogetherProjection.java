package io.packhouse.catalog.projection;

import io.packhouse.engine.projection.Columns;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.ordering.api.OrderEvent;
import io.packhouse.ordering.api.OrderEvent.*;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.stereotype.Component;

/// Counts the paid orders with two packs, and with each pack. A cancelled order no longer counts.
@Component
@ProcessingGroup(BoughtTogetherProjection.GROUP)
class BoughtTogetherProjection {

    static final String GROUP = "projection-bought-together";

    private static final String UPDATE_COUNTED = """
            with counted as (
                update {schema}.pack_purchase_count set counted = true
                where order_id = :order_id and not counted returning pack_id)
            insert into {schema}.pack_pair_count as p (pack_id, other_pack_id, orders)
            select one.pack_id, another.pack_id, 1 from counted one cross join counted another
            on conflict (pack_id, other_pack_id) do update set orders = p.orders + 1
            """;
    private static final String UPDATE_NOT_COUNTED = """
            with discounted as (
                update {schema}.pack_purchase_count set counted = false
                where order_id = :order_id and counted returning pack_id)
            update {schema}.pack_pair_count p set orders = p.orders - 1
            from discounted one cross join discounted another
            where p.pack_id = one.pack_id and p.other_pack_id = another.pack_id
            """;

    private final ProjectionTable baskets;
    private final ProjectionTable pairs;

    BoughtTogetherProjection(ProjectionSchema schema) {
        baskets = schema.table("pack_purchase_count");
        pairs = schema.table("pack_pair_count");
    }

    @EventHandler
    void on(OrderPlaced event) {
        event.terms()
                .lines()
                .forEach(line ->
                        baskets.insert(order(event).and("pack_id", line.item().packId()), "order_id", "pack_id"));
    }

    @EventHandler
    void on(OrderConfirmed event) {
        baskets.write(UPDATE_COUNTED, order(event));
    }

    @EventHandler
    void on(OrderCancelled event) {
        baskets.write(UPDATE_NOT_COUNTED, order(event));
    }

    @ResetHandler
    void reset() {
        baskets.empty();
        pairs.empty();
    }

    private static Columns order(OrderEvent event) {
        return Columns.of("order_id", event.orderId());
    }
}
