package io.packhouse.catalog.projection;

import io.packhouse.catalog.api.pack.PackEvent;
import io.packhouse.catalog.api.pack.PackEvent.*;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.stereotype.Component;

/// The prices of each pack, and the periods in which it was on sale at them: a price never on sale
/// cannot be compared with.
@Component
@ProcessingGroup(PriceHistoryProjection.GROUP)
class PriceHistoryProjection {

    static final String GROUP = "projection-price-history";

    private static final String INSERT_CHANGE = """
            insert into {schema}.price_change (position, pack_id, currency, amount_minor,
                before_minor, actor, at)
            select given.position, given.pack_id, given.currency, given.amount_minor,
                n.amount_minor, given.actor, given.at
            from (select cast(? as bigint) as position, cast(? as text) as pack_id,
                cast(? as text) as currency, cast(? as bigint) as amount_minor,
                cast(? as text) as actor, cast(? as timestamptz) as at) given
            left join {schema}.current_price n
                on n.pack_id = given.pack_id and n.currency = given.currency
            on conflict (position) do nothing
            """;
    private static final String UPSERT_CURRENT_PRICE = """
            insert into {schema}.current_price as n (pack_id, currency, amount_minor, position)
            select ?, ?, ?, ?
            on conflict (pack_id, currency) do update set amount_minor = excluded.amount_minor,
                position = excluded.position
            where n.position < excluded.position
            """;
    private static final String UPSERT_SALE_PERIOD = """
            insert into {schema}.sale_period as s (pack_id, on_sale, position)
            select ?, ?, ?
            on conflict (pack_id) do update set on_sale = excluded.on_sale,
                position = excluded.position
            where s.position < excluded.position
            """;
    private static final String UPDATE_PERIOD_END = """
            update {schema}.price_period set ended_position = ?, ended_at = ?
            where pack_id = ? and currency = coalesce(cast(? as text), currency)
                and ended_position is null and started_position < ?
            """;

    /// Uses only what this event set; the guard prevents a repeated event from starting a period at
    /// a later price.
    private static final String INSERT_PERIOD = """
            insert into {schema}.price_period
                (pack_id, currency, started_position, amount_minor, started_at)
            select n.pack_id, n.currency, ?, n.amount_minor, ?
            from {schema}.current_price n
            join {schema}.sale_period s on s.pack_id = n.pack_id and s.on_sale
                and greatest(n.position, s.position) = ?
            where n.pack_id = ? and n.currency = coalesce(cast(? as text), n.currency)
            on conflict (pack_id, currency, started_position) do nothing
            """;

    private final ProjectionTable changes;
    private final ProjectionTable periods;
    private final ProjectionTable now;
    private final ProjectionTable sales;

    PriceHistoryProjection(ProjectionSchema schema) {
        changes = schema.table("price_change");
        periods = schema.table("price_period");
        now = schema.table("current_price");
        sales = schema.table("sale_period");
    }

    @EventHandler
    void on(PackEvent event, TrackedEventMessage<?> message) {
        var context = EventContext.of(message);
        switch (event) {
            case PackPriceSet e -> price(e, context);
            case PackPublished e -> sale(e, true, context);
            case PackUnpublished e -> sale(e, false, context);
            case PackArchived e -> sale(e, false, context);
            case PackDrafted _,
                    PackTermsRevised _,
                    PackLinkedToProduct _,
                    PackManifestPublished _,
                    PackImagesChanged _ -> {}
        }
    }

    @ResetHandler
    void reset() {
        changes.empty();
        periods.empty();
        now.empty();
        sales.empty();
    }

    /// All writes go through one table, because each statement reads the rows of the one before.
    private void price(PackPriceSet e, EventContext context) {
        var id = e.packId();
        var currency = e.price().currency();
        var amount = e.price().amountMinor();
        changes.write(INSERT_CHANGE, context.position(), id, currency, amount, context.actor(), context.at());
        changes.write(UPSERT_CURRENT_PRICE, id, currency, amount, context.position());
        changes.write(UPDATE_PERIOD_END, context.position(), context.at(), id, currency, context.position());
        changes.write(INSERT_PERIOD, context.position(), context.at(), context.position(), id, currency);
    }

    private void sale(PackEvent e, boolean onSale, EventContext context) {
        var id = e.packId();
        changes.write(UPSERT_SALE_PERIOD, id, onSale, context.position());
        changes.write(UPDATE_PERIOD_END, context.position(), context.at(), id, null, context.position());
        changes.write(INSERT_PERIOD, context.position(), context.at(), context.position(), id, null);
    }
}
