package io.packhouse.catalog.query.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Suggests known words for words that occur in no name of the shop.
final class SpellingSuggestions {

    private static final int SHORTEST = 4;
    private static final String KNOWN = "select word from read.catalog_word where word = any (cast(? as text[]))";
    private static final String SIMILAR = """
            select word from read.catalog_word where word operator(read.%) ?
            order by read.similarity(word, ?) desc, word limit 3
            """;

    private final JdbcClient jdbc;

    SpellingSuggestions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The unchanged query when there is no suggestion.
    SearchQuery correct(SearchQuery query) {
        var words = query.wanted().stream()
                .filter(word -> word.length() >= SHORTEST)
                .toList();
        var known = jdbc.sql(KNOWN)
                .param(words.toArray(String[]::new))
                .query(String.class)
                .list();
        Map<String, List<String>> better = new HashMap<>();
        for (var word : words) {
            if (!known.contains(word)) {
                var similar =
                        jdbc.sql(SIMILAR).params(word, word).query(String.class).list();
                if (!similar.isEmpty()) {
                    better.put(word, similar);
                }
            }
        }
        return better.isEmpty() ? query : query.replacing(better);
    }
}
