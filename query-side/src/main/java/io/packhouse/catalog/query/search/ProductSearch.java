package io.packhouse.catalog.query.search;

import io.packhouse.catalog.query.product.CatalogViews;
import io.packhouse.catalog.query.product.CatalogViews.Found;
import io.packhouse.catalog.query.product.CatalogViews.ProductSummary;
import io.packhouse.catalog.query.product.ProductRowMapping;
import io.packhouse.catalog.query.search.FacetCounts.Tally;
import io.packhouse.engine.query.Cursor;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Searches approved products: with words by relevance, otherwise the newest first, both by keyset.
/// When no product has the words, similarly spelled words are searched. When more than [#MAX_HITS]
/// products match, only the newest so many are ranked and counted: the most frequent word is in
/// most products, and ranking all of them takes too long.
@Component
public class ProductSearch {

    static final int MAX_HITS = 5_000;

    /// One more than the limit, to detect that there are more.
    private static final String HITS = """
            with fitting as materialized (
                select p.product_id, p.number, {rank} as rank, p.category_id, p.brand_id,
                    p.vendor_id, p.in_stock, width_bucket(cast(p.prices ->> ? as bigint),
                        array[1000, 2500, 5000, 10000, 25000, 100000]) as band
                {from} {newest} limit ?),
            hits as materialized (select * from fitting {newest_hits} limit ?)
            """;

    private static final String PAGE = """
            (select 'hit' as kind, product_id as id, number as n, cast(rank as text) as name
            from hits {place} order by rank {direction}, number {direction} limit ?)
            """;
    private static final String PRODUCTS = "select "
            + ProductRowMapping.COLUMNS
            + " from read.catalog_product p where p.product_id = any(cast(? as text[]))";

    private final JdbcClient jdbc;
    private final SpellingSuggestions spellingSuggestions;

    private record Hit(ProductSummary product, String rank, long number) {}

    ProductSearch(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
        spellingSuggestions = new SpellingSuggestions(jdbc);
    }

    public Found find(KeysetPageRequest keysetPageRequest, ProductFilter filter, boolean facets) {
        if (filter.words() != null) {
            var found = byWords(keysetPageRequest, filter, facets);
            var corrected = found.items().isEmpty() ? spellingSuggestions.correct(filter.words()) : null;
            return corrected == null || corrected.equals(filter.words())
                    ? found
                    : byWords(keysetPageRequest, filter.withWords(corrected), facets);
        }
        return found(keysetPageRequest, newest(keysetPageRequest, filter), facets ? counted(filter) : null);
    }

    private Found byWords(KeysetPageRequest keysetPageRequest, ProductFilter filter, boolean facets) {
        var rows = ranked(keysetPageRequest, filter, facets);
        return found(keysetPageRequest, hits(rows), facets ? FacetCounts.of(rows, filter) : null);
    }

    private static Found found(
            KeysetPageRequest keysetPageRequest, List<Hit> page, CatalogViews.@Nullable Facets facets) {
        KeysetPage<Hit> hits = keysetPageRequest.page(page, hit -> new KeysetPageRequest.Key(hit.rank(), id(hit)));
        return new Found(hits.items().stream().map(Hit::product).toList(), hits.next(), hits.prev(), facets);
    }

    /// The page and the counts, in one pass over the hits.
    private List<Tally> ranked(KeysetPageRequest keysetPageRequest, ProductFilter filter, boolean facets) {
        var values = hits(filter);
        Cursor from = keysetPageRequest.from();
        if (from != null) {
            values.add(from.key());
            values.add(Long.valueOf(from.id()));
        }
        values.add(keysetPageRequest.limit() + 1);
        var place =
                from == null ? "" : "where (rank, number) %s (cast(? as real), ?)".formatted(from.back() ? ">" : "<");
        var page = PAGE.replace("{place}", place).replace("{direction}", direction(keysetPageRequest));
        var sql = hits(filter, "ts_rank(p.document, wanted)")
                + (facets ? FacetCounts.COUNT : "")
                + page
                + (facets ? " union all " + FacetCounts.SELECT : "");
        return jdbc.sql(sql).params(values).query(Tally.class).list();
    }

    private List<Hit> hits(List<Tally> rows) {
        var hits = rows.stream().filter(row -> row.kind().equals("hit")).toList();
        var ids = "{" + String.join(",", hits.stream().map(Tally::id).toList()) + "}";
        var products = new HashMap<String, ProductSummary>();
        jdbc.sql(PRODUCTS)
                .param(ids)
                .query((row, _) -> ProductRowMapping.summary(row))
                .list()
                .forEach(product -> products.put(product.productId(), product));
        return hits.stream()
                .filter(hit -> products.containsKey(hit.id()))
                .map(hit -> new Hit(Objects.requireNonNull(products.get(hit.id())), hit.name(), hit.n()))
                .toList();
    }

    private List<Hit> newest(KeysetPageRequest keysetPageRequest, ProductFilter filter) {
        var values = filter.values();
        Cursor from = keysetPageRequest.from();
        if (from != null) {
            values.add(Long.valueOf(from.id()));
        }
        values.add(keysetPageRequest.limit() + 1);
        var place = from == null ? "" : " and p.number " + (from.back() ? ">" : "<") + " ?";
        return jdbc.sql("select "
                        + ProductRowMapping.COLUMNS
                        + filter.from()
                        + filter.condition()
                        + place
                        + " order by p.number "
                        + direction(keysetPageRequest)
                        + " limit ?")
                .params(values)
                .query((row, _) -> new Hit(ProductRowMapping.summary(row), "0", row.getLong("number")))
                .list();
    }

    private CatalogViews.Facets counted(ProductFilter filter) {
        var sql = hits(filter, "0") + FacetCounts.COUNT + FacetCounts.SELECT;
        var rows = jdbc.sql(sql).params(hits(filter)).query(Tally.class).list();
        return FacetCounts.of(rows, filter);
    }

    /// The choice of hits matters only when they are ranked.
    private static String hits(ProductFilter filter, String rank) {
        var newest = filter.hasWords() ? "order by p.number desc" : "";
        return HITS.replace("{rank}", rank)
                .replace("{from}", filter.from() + filter.condition())
                .replace("{newest}", newest)
                .replace("{newest_hits}", newest.replace("p.", ""));
    }

    private static List<@Nullable Object> hits(ProductFilter filter) {
        var values = new ArrayList<@Nullable Object>();
        values.add(filter.currency());
        values.addAll(filter.values());
        values.add(MAX_HITS + 1);
        values.add(MAX_HITS);
        return values;
    }

    private static String direction(KeysetPageRequest keysetPageRequest) {
        return keysetPageRequest.isBack() ? "asc" : "desc";
    }

    private static String id(Hit hit) {
        return String.valueOf(hit.number());
    }
}
