package io.packhouse.catalog.query.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A search, as conditions on approved products.
public record ProductFilter(
        @Nullable SearchQuery words,
        List<String> tags,
        String currency,
        @Nullable Long minPrice,
        @Nullable Long maxPrice,
        boolean inStock) {

    private static final String APPROVED = " p.status = 'APPROVED'";

    /// Ignores parameters that are not set.
    public static ProductFilter of(Map<String, String> set) {
        return new ProductFilter(
                set.containsKey("q") ? SearchQuery.parse(set.get("q")) : null,
                Stream.of("category", "brand", "vendor")
                        .filter(set::containsKey)
                        .map(set::get)
                        .toList(),
                set.getOrDefault("currency", "EUR"),
                number(set.get("minPrice")),
                number(set.get("maxPrice")),
                set.containsKey("inStock"));
    }

    private static @Nullable Long number(@Nullable String text) {
        return text == null ? null : Long.valueOf(text);
    }

    ProductFilter withWords(SearchQuery others) {
        return new ProductFilter(others, tags, currency, minPrice, maxPrice, inStock);
    }

    boolean hasWords() {
        return words != null;
    }

    String from() {
        return hasWords()
                ? " from read.catalog_product p, to_tsquery('read.words', ?) wanted where p.document @@ wanted and"
                        + APPROVED
                : " from read.catalog_product p where" + APPROVED;
    }

    String condition() {
        var sql = new StringBuilder();
        if (!tags.isEmpty()) {
            sql.append(" and p.tags @> cast(? as text[])");
        }
        if (minPrice != null) {
            sql.append(" and cast(p.prices ->> ? as bigint) >= ?");
        }
        if (maxPrice != null) {
            sql.append(" and cast(p.prices ->> ? as bigint) <= ?");
        }
        return inStock ? sql.append(" and p.in_stock").toString() : sql.toString();
    }

    /// In the order of the parameters of [#from] and [#condition].
    List<@Nullable Object> values() {
        var values = new ArrayList<@Nullable Object>();
        if (words != null) {
            values.add(words.text());
        }
        if (!tags.isEmpty()) {
            values.add("{" + String.join(",", tags) + "}");
        }
        for (var bound : new @Nullable Long[] {minPrice, maxPrice}) {
            if (bound != null) {
                values.add(currency);
                values.add(bound);
            }
        }
        return values;
    }
}
