package io.packhouse.catalog.query.search;

import io.packhouse.catalog.query.product.CatalogViews.Count;
import io.packhouse.catalog.query.product.CatalogViews.Facets;
import io.packhouse.catalog.query.product.CatalogViews.PriceCount;
import java.util.Comparator;
import java.util.List;

/// Facet counts of a search, computed in the statement that finds the products.
final class FacetCounts {

    /// One pass over the hits counts everything; categories are then summed up the tree.
    static final String COUNT = """
            , sets as materialized (
                select case when grouping(category_id) = 0 then 'leaf'
                        when grouping(brand_id) = 0 then 'brand'
                        when grouping(vendor_id) = 0 then 'vendor'
                        when grouping(band) = 0 then 'price'
                        when grouping(in_stock) = 0 then 'stock'
                        else 'found' end as kind,
                    coalesce(category_id, brand_id, vendor_id, cast(band as text),
                        cast(in_stock as text)) as id,
                    count(*) as n
                from hits
                group by grouping sets
                    ((category_id), (brand_id), (vendor_id), (band), (in_stock), ())),
            counts as (
                select kind, id, n from sets where kind <> 'leaf' and id is not null
                union all
                select 'found', 'counted', n from sets where kind = 'found'
                union all
                select 'found', 'fitting', count(*) from fitting
                union all
                select 'category', above.id, cast(sum(s.n) as bigint) from sets s
                    join read.catalog_category leaf on leaf.category_id = s.id
                    cross join unnest(leaf.path) above (id)
                    where s.kind = 'leaf' group by above.id)
            """;

    static final String SELECT = """
            (select k.kind, k.id, k.n, coalesce(b.name, c.name, k.id) as name from counts k
            left join read.catalog_brand b on k.kind = 'brand' and b.brand_id = k.id
            left join read.catalog_category c on k.kind = 'category' and c.category_id = k.id)
            """;

    private static final long[] BANDS = {0, 1_000, 2_500, 5_000, 10_000, 25_000, 100_000};
    private static final int MOST_COUNTS = 50;

    private static final Comparator<Tally> MOST_FIRST =
            Comparator.comparingLong(Tally::n).reversed().thenComparing(Tally::id);

    record Tally(String kind, String id, long n, String name) {}

    private FacetCounts() {}

    static Facets of(List<Tally> tallies, ProductFilter filter) {
        return new Facets(
                one(tallies, "found", "counted"),
                one(tallies, "found", "fitting") > ProductSearch.MAX_HITS,
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
                .mapToInt(FacetCounts::number)
                .sum();
    }

    private static List<Count> counts(List<Tally> tallies, String kind) {
        return tallies.stream()
                .filter(tally -> tally.kind().equals(kind))
                .sorted(MOST_FIRST)
                .limit(MOST_COUNTS)
                .map(tally -> new Count(tally.id(), tally.name(), number(tally)))
                .toList();
    }

    private static List<PriceCount> prices(List<Tally> tallies) {
        return tallies.stream()
                .filter(tally -> tally.kind().equals("price"))
                .sorted(Comparator.comparing(Tally::id))
                .map(tally -> band(Integer.parseInt(tally.id()), number(tally)))
                .toList();
    }

    private static PriceCount band(int band, int count) {
        var to = band + 1 < BANDS.length ? BANDS[band + 1] : null;
        return new PriceCount(BANDS[band], to, count);
    }

    private static int number(Tally tally) {
        return Math.toIntExact(tally.n());
    }
}
