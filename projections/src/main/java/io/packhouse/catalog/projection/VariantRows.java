package io.packhouse.catalog.projection;

import io.packhouse.catalog.api.pack.PackEvent;
import io.packhouse.catalog.api.pack.PackEvent.*;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.product.ProductEvent.*;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.shared.api.Sku;

/// The rows of variants, which combine product, offer and stock of one SKU in any order of events;
/// and the copies of variant data in product rows.
final class VariantRows {

    private static final String UPSERT_VARIANT = """
            insert into {schema}.catalog_variant as v (sku, words, product_id, pack_id, name,
                tax_class, position)
            select ?, ?, ?, ?, ?, ?, ?
            on conflict (sku) do update set words = excluded.words,
                product_id = excluded.product_id,
                pack_id = excluded.pack_id, name = excluded.name, tax_class = excluded.tax_class,
                position = excluded.position
            where v.position < excluded.position
            """;
    private static final String UPDATE_RETIRED = """
            update {schema}.catalog_variant set product_id = null, position = ?
            where sku = ? and position < ?
            """;
    private static final String UPSERT_OFFER = """
            insert into {schema}.catalog_variant as v (sku, pack_id, tax_class, offer_position)
            select ?, ?, ?, ?
            on conflict (sku) do update set pack_id = excluded.pack_id,
                tax_class = excluded.tax_class, offer_position = excluded.offer_position
            where v.offer_position < excluded.offer_position
            """;
    private static final String UPDATE_PRICE = """
            update {schema}.catalog_variant
            set prices = prices || jsonb_build_object(cast(? as text), cast(? as bigint)),
                offer_position = ?
            where pack_id = ? and offer_position < ?
            """;
    private static final String UPDATE_ON_SALE = """
            update {schema}.catalog_variant set on_sale = ?, offer_position = ?
            where pack_id = ? and offer_position < ?
            """;
    private static final String UPSERT_STOCK = """
            insert into {schema}.catalog_variant as v (sku, available, stock_position)
            select ?, ?, ?
            on conflict (sku) do update set available = excluded.available,
                stock_position = excluded.stock_position
            where v.stock_position < excluded.stock_position
            """;

    /// Needs no guard: it copies the current variant rows. An unchanged row is not written.
    private static final String UPDATE_PRODUCTS = """
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

    private static final String UPDATE_PRODUCT = UPDATE_PRODUCTS.formatted("select cast(? as text) product_id");
    private static final String UPDATE_PRODUCT_OF_SKU =
            UPDATE_PRODUCTS.formatted("select product_id from {schema}.catalog_variant where sku = ?");
    private static final String UPDATE_PRODUCT_OF_PACK =
            UPDATE_PRODUCTS.formatted("select product_id from {schema}.catalog_variant where pack_id = ?");

    private final ProjectionTable table;
    private final ProjectionTable variants;

    VariantRows(ProjectionTable table, ProjectionTable variants) {
        this.table = table;
        this.variants = variants;
    }

    void add(VariantAdded e, EventContext context) {
        table.write(
                UPSERT_VARIANT,
                e.sku(),
                SearchWords.of(e.sku()),
                e.productId(),
                e.packId(),
                e.name(),
                e.taxClass(),
                context.position());
        table.write(UPDATE_PRODUCT, e.productId());
    }

    void retire(VariantRetired e, EventContext context) {
        table.write(UPDATE_RETIRED, context.position(), e.sku(), context.position());
        table.write(UPDATE_PRODUCT, e.productId());
    }

    /// The id of a variant's offer is derived from its SKU; other packs may have the same SKU.
    void offer(PackDrafted e, EventContext context) {
        if (e.packId().equals(PackId.offerOf(e.sku()))) {
            table.write(UPSERT_OFFER, e.sku(), e.packId(), e.taxClass(), context.position());
        }
    }

    void price(PackPriceSet e, EventContext context) {
        table.write(
                UPDATE_PRICE,
                e.price().currency(),
                e.price().amountMinor(),
                context.position(),
                e.packId(),
                context.position());
        table.write(UPDATE_PRODUCT_OF_PACK, e.packId());
    }

    void sale(PackEvent e, boolean onSale, EventContext context) {
        table.write(UPDATE_ON_SALE, onSale, context.position(), e.packId(), context.position());
        table.write(UPDATE_PRODUCT_OF_PACK, e.packId());
    }

    void stock(Sku sku, int available, EventContext context) {
        table.write(UPSERT_STOCK, sku, available, context.position());
        table.write(UPDATE_PRODUCT_OF_SKU, sku);
    }

    void empty() {
        variants.empty();
    }
}
