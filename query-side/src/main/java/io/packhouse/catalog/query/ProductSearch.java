package io.packhouse.catalog.query;

import io.packhouse.catalog.query.CatalogueViews.Count;
import io.packhouse.catalog.query.CatalogueViews.Facets;
import io.packhouse.catalog.query.CatalogueViews.Found;
import io.packhouse.catalog.query.CatalogueViews.PriceCount;
import io.packhouse.catalog.query.CatalogueViews.ProductSummary;
import io.packhouse.engine.reading.Cursor;
import io.packhouse.engine.reading.Pages;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds approved products: words by relevance, everything else the newest first, both by keyset.
@Component
class ProductSearch {

    /// So many of the found are looked at for counts; beyond it the answer says so.
    static final int COUNTED = 5_000;

    private static final String PAGE =
            """
            select {columns}, hit.rank from (
                select p.product_id, {rank} as rank, p.number {from}{place}) hit
            join read.catalogue_product p using (product_id)
            order by hit.rank {direction}, hit.number {direction}
            """
                    .replace("{columns}", ProductReading.COLUMNS);
    private static final String RANK = "ts_rank(p.document, wanted)";

    /// One pass over what was found counts everything; categories are summed up the tree after.
    private static final String FACETS =
            """
            with hits as materialized (
                select p.category_id, p.brand_id, p.vendor_id, p.in_stock,
                    width_bucket(cast(p.prices ->> ? as bigint),
                        array[1000, 2500, 5000, 10000, 25000, 100000]) as band
                {from} limit ?),
            sets as materialized (
                select case when grouping(category_id) = 0 then 'leaf'
                        when grouping(brand_id) = 0 then 'brand'
                        when grouping(vendor_id) = 0 then 'vendor'
                        when grouping(band) = 0 then 'price'
                        when grouping(in_stock) = 0 then 'stock'
                        else 'found' end as kind,
                    coalesce(category_id, brand_id, vendor_id, cast(band as text),
                        cast(in_stock as text)) as id,
                    count(*) as n
                from (select * from hits limit ?) counted
                group by grouping sets
                    ((category_id), (brand_id), (vendor_id), (band), (in_stock), ())),
            counts as (
                select kind, id, n from sets where kind <> 'leaf' and id is not null
                union all
                select 'found', 'counted', n from sets where kind = 'found'
                union all
                select 'found', 'hits', count(*) from hits
                union all
                select 'category', above.id, sum(s.n) from sets s
                    join read.catalogue_category leaf on leaf.category_id = s.id
                    cross join unnest(leaf.path) above (id)
                    where s.kind = 'leaf' group by above.id)
            select k.kind, k.id, k.n, coalesce(b.name, c.name, k.id) as name from counts k
            left join read.catalogue_brand b on k.kind = 'brand' and b.brand_id = k.id
            left join read.catalogue_category c on k.kind = 'category' and c.category_id = k.id
            order by k.kind, k.n desc, k.id
            """;

    private static final long[] BANDS = {0, 1_000, 2_500, 5_000, 10_000, 25_000, 100_000};
    private static final int MOST_COUNTS = 50;

    private final JdbcClient jdbc;

    private record Hit(ProductSummary product, String rank, long number) {}

    private record Tally(String kind, String id, int n, String name) {}

    ProductSearch(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    Found find(Pages pages, ProductFilter filter, boolean facets) {
        var hits = pages.page(page(pages, filter), hit -> new Pages.Key(hit.rank(), id(hit)));
        return new Found(
                hits.items().stream().map(Hit::product).toList(),
                hits.next(),
                hits.prev(),
                facets ? facets(filter) : null);
    }

    private List<Hit> page(Pages pages, ProductFilter filter) {
        var rank = filter.hasWords() ? RANK : "cast(0 as real)";
        var values = filter.values();
        var place = place(pages, filter, rank, values);
        var direction = pages.isBack() ? "asc" : "desc";
        var order =
                filter.hasWords()
                        ? " order by rank %s, p.number %s limit ?".formatted(direction, direction)
                        : " order by p.number " + direction + " limit ?";
        values.add(pages.limit() + 1);
        return jdbc.sql(
                        PAGE.replace("{rank}", rank)
                                .replace("{from}", filter.from() + filter.condition())
                                .replace("{place}", place + order)
                                .replace("{direction}", direction))
                .params(values)
                .query(
                        (row, _) ->
                                new Hit(
                                        ProductReading.summary(row),
                                        row.getString("rank"),
                                        row.getLong("number")))
                .list();
    }

    private static String place(
            Pages pages, ProductFilter filter, String rank, List<@Nullable Object> values) {
        Cursor from = pages.from();
        if (from == null) {
            return "";
        }
        var sign = pages.isBack() ? ">" : "<";
        if (!filter.hasWords()) {
            values.add(Long.valueOf(from.id()));
            return " and p.number " + sign + " ?";
        }
        values.add(from.key());
        values.add(Long.valueOf(from.id()));
        return " and (%s, p.number) %s (cast(? as real), ?)".formatted(rank, sign);
    }

    private Facets facets(ProductFilter filter) {
        var values = new ArrayList<@Nullable Object>();
        values.add(filter.currency());
        values.addAll(filter.values());
        values.add(COUNTED + 1);
        values.add(COUNTED);
        var tallies =
                jdbc.sql(FACETS.replace("{from}", filter.from() + filter.condition()))
                        .params(values)
                        .query(
                                (row, _) ->
                                        new Tally(
                                                row.getString("kind"),
                                                row.getString("id"),
                                                row.getInt("n"),
                                                row.getString("name")))
                        .list();
        return new Facets(
                one(tallies, "found", "counted"),
                one(tallies, "found", "hits") > COUNTED,
                filter.currency(),
                counts(tallies, "category"),
                counts(tallies, "brand"),
                counts(tallies, "vendor"),
                prices(tallies),
                one(tallies, "stock", "true"));
    }

    private static int one(List<Tally> tallies, String kind, String id) {
        return tallies.stream()
                .filter(tally -> tally.kind().equals(kind) && tally.id().equals(id))
                .mapToInt(Tally::n)
                .sum();
    }

    private static List<Count> counts(List<Tally> tallies, String kind) {
        return tallies.stream()
                .filter(tally -> tally.kind().equals(kind))
                .limit(MOST_COUNTS)
                .map(tally -> new Count(tally.id(), tally.name(), tally.n()))
                .toList();
    }

    private static List<PriceCount> prices(List<Tally> tallies) {
        return tallies.stream()
                .filter(tally -> tally.kind().equals("price"))
                .sorted(java.util.Comparator.comparing(Tally::id))
                .map(tally -> band(Integer.parseInt(tally.id()), tally.n()))
                .toList();
    }

    private static PriceCount band(int band, int count) {
        var to = band + 1 < BANDS.length ? BANDS[band + 1] : null;
        return new PriceCount(BANDS[band], to, count);
    }

    private static String id(Hit hit) {
        return String.valueOf(hit.number());
    }
}
