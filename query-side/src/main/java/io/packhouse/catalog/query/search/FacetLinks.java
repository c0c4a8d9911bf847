package io.packhouse.catalog.query.search;

import io.packhouse.catalog.query.product.CatalogViews.Count;
import io.packhouse.catalog.query.product.CatalogViews.Facets;
import io.packhouse.catalog.query.product.CatalogViews.PriceCount;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/// Facets as links: each link adds its filter, and a chosen one removes it.
public final class FacetLinks {

    private static final int MOST = 10;

    private final Map<String, String> set;

    /// One filter link; a `chosen` one removes the filter.
    record Facet(String label, int count, String href, boolean chosen) {}

    record Group(String title, List<Facet> facets) {}

    private FacetLinks(Map<String, String> set) {
        this.set = set;
    }

    public static List<Group> of(Map<String, String> set, Facets facets) {
        var links = new FacetLinks(set);
        var currency = Currency.getInstance(facets.currency());
        return Stream.of(
                        new Group("Category", links.counts("category", facets.categories())),
                        new Group("Brand", links.counts("brand", facets.brands())),
                        new Group(
                                "Price",
                                facets.prices().stream()
                                        .map(band -> links.price(band, currency))
                                        .toList()),
                        new Group("Stock", links.stock(facets.inStock())))
                .filter(group -> !group.facets().isEmpty())
                .toList();
    }

    /// The address with that parameter changed, or removed when the value is null.
    static String href(Map<String, String> set, String name, @Nullable String value) {
        var other = new TreeMap<>(set);
        if (value == null) {
            other.remove(name);
        } else {
            other.put(name, value);
        }
        return href(other);
    }

    private static String href(Map<String, String> set) {
        var address = UriComponentsBuilder.fromPath("/products");
        set.forEach((name, _) -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(set).toUriString();
    }

    private List<Facet> counts(String name, List<Count> counts) {
        var chosen = set.get(name);
        var links = new ArrayList<Facet>();
        for (var count : counts) {
            var is = count.id().equals(chosen);
            if (is || links.size() < MOST) {
                var href = href(set, name, is ? null : count.id());
                links.add(new Facet(count.name(), count.count(), href, is));
            }
        }
        return links;
    }

    private List<Facet> stock(int inStock) {
        var chosen = set.containsKey("inStock");
        return inStock == 0 && !chosen
                ? List.of()
                : List.of(new Facet("In stock now", inStock, href(set, "inStock", chosen ? null : "true"), chosen));
    }

    private Facet price(PriceCount band, Currency currency) {
        var from = String.valueOf(band.fromMinor());
        var to = band.toMinor() == null ? null : String.valueOf(band.toMinor() - 1);
        var chosen = from.equals(set.get("minPrice")) && same(to, set.get("maxPrice"));
        var other = new TreeMap<>(set);
        other.remove("minPrice");
        other.remove("maxPrice");
        if (!chosen) {
            other.put("minPrice", from);
            if (to != null) {
                other.put("maxPrice", to);
            }
        }
        return new Facet(label(band, currency), band.count(), href(other), chosen);
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one == null ? other == null : one.equals(other);
    }

    private static String label(PriceCount band, Currency currency) {
        var from = amount(band.fromMinor(), currency);
        if (band.toMinor() == null) {
            return from + " and more";
        }
        var to = amount(band.toMinor(), currency);
        return band.fromMinor() == 0 ? "Under " + to : from + " to " + to;
    }

    private static String amount(long minor, Currency currency) {
        var digits = Math.max(0, currency.getDefaultFractionDigits());
        var number = BigDecimal.valueOf(minor, digits).stripTrailingZeros().toPlainString();
        return currency.getSymbol(Locale.UK) + number;
    }
}
