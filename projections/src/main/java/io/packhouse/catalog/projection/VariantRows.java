package io.packhouse.catalog.projection;

import io.packhouse.catalog.api.pack.PackEvent;
import io.packhouse.catalog.api.pack.PackEvent.*;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.product.ProductEvent.*;
import io.packhouse.engine.projection.Columns;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.shared.api.Sku;

/// The rows of variants, which combine product, offer and stock of one SKU in any order of events;
/// and the copies of variant data in product rows.
final class VariantRows {

    private static final String OFFER_POSITION = "offer_position";

    private static final String UPDATE_PRICE = """
            update {schema}.catalog_variant
            set prices = prices || jsonb_build_object(cast(:currency as text), cast(:amount_minor as bigint)),
                offer_position = :position
            where pack_id = :pack_id and offer_position < :position
            """;

    /// Needs no guard: it copies the current variant rows, once a batch. An unchanged row is not written.
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

    private static final String UPDATE_PRODUCT =
            UPDATE_PRODUCTS.formatted("select cast(:product_id as text) product_id");
    private static final String UPDATE_STOCK_OF_SKU = """
            update {schema}.catalog_product p
            set in_stock = f.in_stock
            from (
                select v.product_id, bool_or(v.on_sale and v.available > 0) as in_stock
                from {schema}.catalog_variant v
                where v.product_id = (select product_id from {schema}.catalog_variant where sku = :sku)
                group by v.product_id) f
            where p.product_id = f.product_id and p.in_stock is distinct from f.in_stock
            """;
    private static final String UPDATE_PRODUCT_OF_PACK =
            UPDATE_PRODUCTS.formatted("select product_id from {schema}.catalog_variant where pack_id = :pack_id");

    private final ProjectionTable table;
    private final ProjectionTable variants;

    VariantRows(ProjectionTable table, ProjectionTable variants) {
        this.table = table;
        this.variants = variants;
    }

    void add(VariantAdded e, EventContext context) {
        variants.upsert(
                sku(e.sku()),
                Columns.of("words", SearchWords.of(e.sku()))
                        .and("product_id", e.productId())
                        .and("pack_id", e.packId())
                        .and("name", e.name())
                        .and("tax_class", e.taxClass())
                        .and("position", context.position()),
                "position");
        table.derive(UPDATE_PRODUCT, Columns.of("product_id", e.productId()));
    }

    void retire(VariantRetired e, EventContext context) {
        variants.update(sku(e.sku()), Columns.of("product_id", null).and("position", context.position()), "position");
        table.derive(UPDATE_PRODUCT, Columns.of("product_id", e.productId()));
    }

    /// The id of a variant's offer is derived from its SKU; other packs may have the same SKU.
    void offer(PackDrafted e, EventContext context) {
        if (e.packId().equals(PackId.offerOf(e.sku()))) {
            variants.upsert(
                    sku(e.sku()),
                    pack(e).and("tax_class", e.taxClass()).and(OFFER_POSITION, context.position()),
                    OFFER_POSITION);
        }
    }

    void price(PackPriceSet e, EventContext context) {
        table.write(
                UPDATE_PRICE,
                pack(e).and("currency", e.price().currency())
                        .and("amount_minor", e.price().amountMinor())
                        .and("position", context.position()));
        table.derive(UPDATE_PRODUCT_OF_PACK, pack(e));
    }

    void sale(PackEvent e, boolean onSale, EventContext context) {
        variants.update(pack(e), Columns.of("on_sale", onSale).and(OFFER_POSITION, context.position()), OFFER_POSITION);
        table.derive(UPDATE_PRODUCT_OF_PACK, pack(e));
    }

    void stock(Sku sku, int available, EventContext context) {
        variants.upsert(
                sku(sku),
                Columns.of("available", available).and("stock_position", context.position()),
                "stock_position");
        table.derive(UPDATE_STOCK_OF_SKU, sku(sku));
    }

    private static Columns sku(Sku sku) {
        return Columns.of("sku", sku);
    }

    private static Columns pack(PackEvent e) {
        return Columns.of("pack_id", e.packId());
    }

    void empty() {
        variants.empty();
    }
}
