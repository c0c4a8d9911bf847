package io.packhouse.catalog.projection;

import io.packhouse.catalog.api.pack.PackEvent;
import io.packhouse.catalog.api.pack.PackEvent.*;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.engine.projection.Columns;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import java.util.Currency;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
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
            from (select cast(:position as bigint) as position, cast(:pack_id as text) as pack_id,
                cast(:currency as text) as currency, cast(:amount_minor as bigint) as amount_minor,
                cast(:actor as text) as actor, cast(:at as timestamptz) as at) given
            left join {schema}.current_price n
                on n.pack_id = given.pack_id and n.currency = given.currency
            on conflict (position) do nothing
            """;
    private static final String UPDATE_PERIOD_END = """
            update {schema}.price_period set ended_position = :position, ended_at = :at
            where pack_id = :pack_id and currency = coalesce(cast(:currency as text), currency)
                and ended_position is null and started_position < :position
            """;

    /// Uses only what this event set; the guard prevents a repeated event from starting a period at
    /// a later price.
    private static final String INSERT_PERIOD = """
            insert into {schema}.price_period
                (pack_id, currency, started_position, amount_minor, started_at)
            select n.pack_id, n.currency, :position, n.amount_minor, :at
            from {schema}.current_price n
            join {schema}.sale_period s on s.pack_id = n.pack_id and s.on_sale
                and greatest(n.position, s.position) = :position
            where n.pack_id = :pack_id and n.currency = coalesce(cast(:currency as text), n.currency)
            on conflict (pack_id, currency, started_position) do nothing
            """;

    private final ProjectionTable changes;
    private final ProjectionTable periods;
    private final ProjectionTable now;
    private final ProjectionTable sales;

    PriceHistoryProjection(ProjectionSchema schema) {
        changes = schema.table("price_change");
        periods = schema.table("price_period");
        now = schema.table("current_price").inOrderWith(changes);
        sales = schema.table("sale_period").inOrderWith(changes);
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

    /// All writes are in one order, because each statement reads the rows of the one before.
    private void price(PackPriceSet e, EventContext context) {
        var price = price(e.packId(), e.price().currency(), context);
        var amount = e.price().amountMinor();
        changes.write(INSERT_CHANGE, price.and("amount_minor", amount).and("actor", context.actor()));
        now.upsert(
                Columns.of("pack_id", e.packId()).and("currency", e.price().currency()),
                Columns.of("amount_minor", amount).and("position", context.position()),
                "position");
        changes.write(UPDATE_PERIOD_END, price);
        changes.write(INSERT_PERIOD, price);
    }

    private void sale(PackEvent e, boolean onSale, EventContext context) {
        var prices = price(e.packId(), null, context);
        sales.upsert(
                Columns.of("pack_id", e.packId()),
                Columns.of("on_sale", onSale).and("position", context.position()),
                "position");
        changes.write(UPDATE_PERIOD_END, prices);
        changes.write(INSERT_PERIOD, prices);
    }

    /// Without a currency, the prices in all currencies.
    private static Columns price(PackId pack, @Nullable Currency currency, EventContext context) {
        return Columns.of("pack_id", pack)
                .and("currency", currency)
                .and("position", context.position())
                .and("at", context.at());
    }
}
