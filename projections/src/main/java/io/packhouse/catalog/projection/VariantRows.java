package io.packhouse.catalog.projection;

import io.packhouse.catalog.api.PackEvent;
import io.packhouse.catalog.api.PackEvent.PackDrafted;
import io.packhouse.catalog.api.PackEvent.PackPriceSet;
import io.packhouse.catalog.api.PackId;
import io.packhouse.catalog.api.ProductEvent.VariantAdded;
import io.packhouse.catalog.api.ProductEvent.VariantRetired;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.shared.api.Sku;

/// The rows of variants, which gather what product, offer and stock say of one SKU, in whichever
/// order they say it; and what a product's row repeats of them.
final class VariantRows {

    private static final String ADD =
            """
            insert into {schema}.catalog_variant as v (sku, words, product_id, pack_id, name,
                tax_class, position)
            select ?, ?, ?, ?, ?, ?, ?
            on conflict (sku) do update set words = excluded.words,
                product_id = excluded.product_id,
                pack_id = excluded.pack_id, name = excluded.name, tax_class = excluded.tax_class,
                position = excluded.position
            where v.position < excluded.position
            """;
    private static final String RETIRE =
            """
            update {schema}.catalog_variant set product_id = null, position = ?
            where sku = ? and position < ?
            """;
    private static final String OFFER =
            """
            insert into {schema}.catalog_variant as v (sku, pack_id, tax_class, offer_position)
            select ?, ?, ?, ?
            on conflict (sku) do update set pack_id = excluded.pack_id,
                tax_class = excluded.tax_class, offer_position = excluded.offer_position
            where v.offer_position < excluded.offer_position
            """;
    private static final String PRICE =
            """
            update {schema}.catalog_variant
            set prices = prices || jsonb_build_object(cast(? as text), cast(? as bigint)),
                offer_position = ?
            where pack_id = ? and offer_position < ?
            """;
    private static final String SALE =
            """
            update {schema}.catalog_variant set on_sale = ?, offer_position = ?
            where pack_id = ? and offer_position < ?
            """;
    private static final String STOCK =
            """
            insert into {schema}.catalog_variant as v (sku, available, stock_position)
            select ?, ?, ?
            on conflict (sku) do update set available = excluded.available,
                stock_position = excluded.stock_position
            where v.stock_position < excluded.stock_position
            """;

    /// Needs no guard: it says what the variants say now. A row that would stay is not touched.
    private static final String REFRESH =
            """
            update {schema}.catalog_product p
            set prices = f.prices, in_stock = f.in_stock, sku_words = f.sku_words
            from (
                select x.product_id,
                    coalesce(bool_or(v.on_sale and v.available > 0), false) as in_stock,
                    coalesce(string_agg(v.words, ' ' order by v.sku), '') as sku_words,
                    coalesce((
                        select jsonb_object_agg(l.currency, l.lowest) from (
                            select e.key as currency, min(cast(e.value as bigint)) as lowest
                            from {schema}.catalog_variant w
                            cross join jsonb_each_text(w.prices) e
                            where w.product_id = x.product_id group by e.key) l),
                        '{}') as prices
                from (%s) x
                left join {schema}.catalog_variant v on v.product_id = x.product_id
                group by x.product_id) f
            where p.product_id = f.product_id
                and (p.prices, p.in_stock, p.sku_words)
                    is distinct from (f.prices, f.in_stock, f.sku_words)
            """;

    private static final String OF_PRODUCT = REFRESH.formatted("select cast(? as text) product_id");
    private static final String OF_SKU =
            REFRESH.formatted("select product_id from {schema}.catalog_variant where sku = ?");
    private static final String OF_PACK =
            REFRESH.formatted("select product_id from {schema}.catalog_variant where pack_id = ?");

    private final ProjectionTable table;
    private final ProjectionTable variants;

    VariantRows(ProjectionTable table, ProjectionTable variants) {
        this.table = table;
        this.variants = variants;
    }

    void add(VariantAdded e, EventContext when) {
        table.write(
                ADD,
                e.sku(),
                SearchWords.of(e.sku()),
                e.productId(),
                e.packId(),
                e.name(),
                e.taxClass(),
                when.position());
        table.write(OF_PRODUCT, e.productId());
    }

    void retire(VariantRetired e, EventContext when) {
        table.write(RETIRE, when.position(), e.sku(), when.position());
        table.write(OF_PRODUCT, e.productId());
    }

    /// The id of a variant's offer follows from its SKU; other packs may use that SKU too.
    void offer(PackDrafted e, EventContext when) {
        if (e.packId().equals(PackId.offerOf(e.sku()))) {
            table.write(OFFER, e.sku(), e.packId(), e.taxClass(), when.position());
        }
    }

    void price(PackPriceSet e, EventContext when) {
        table.write(
                PRICE,
                e.price().currency(),
                e.price().amountMinor(),
                when.position(),
                e.packId(),
                when.position());
        table.write(OF_PACK, e.packId());
    }

    void sale(PackEvent e, boolean onSale, EventContext when) {
        table.write(SALE, onSale, when.position(), e.packId(), when.position());
        table.write(OF_PACK, e.packId());
    }

    void stock(Sku sku, int available, EventContext when) {
        table.write(STOCK, sku, available, when.position());
        table.write(OF_SKU, sku);
    }

    void empty() {
        variants.empty();
    }
}
