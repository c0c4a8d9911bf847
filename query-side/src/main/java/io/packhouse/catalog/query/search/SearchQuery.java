package io.packhouse.catalog.query.search;

import static java.util.stream.Collectors.joining;

import io.packhouse.shared.api.FoldedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A parsed search text: required words, `"words in a row"`, excluded `-words`, and `or` between
/// them. A word with punctuation is its parts in a row.
record SearchQuery(List<Term> terms) {

    private static final Pattern TERM = Pattern.compile("(-?)(?:\"([^\"]*)\"?|([^\\s\"]+))");

    /// Each position in the row has its alternative words.
    private record Term(boolean isOr, boolean isExcluded, List<List<String>> words) {

        String text() {
            var row = words.stream()
                    .map(same -> same.stream().collect(joining(" | ", "(", ")")))
                    .collect(joining(" <-> "));
            return (isExcluded ? "!" : "") + "(" + row + ")";
        }
    }

    static SearchQuery parse(String typed) {
        var terms = new ArrayList<Term>();
        var isOr = false;
        var term = TERM.matcher(typed);
        while (term.find()) {
            var plain = term.group(3);
            if ("or".equalsIgnoreCase(plain) && !terms.isEmpty() && term.end() < typed.length()) {
                isOr = true;
                continue;
            }
            var words = FoldedText.words(plain == null ? term.group(2) : plain);
            if (!words.isEmpty()) {
                var row = words.stream().map(List::of).toList();
                terms.add(new Term(isOr, !term.group(1).isEmpty(), row));
                isOr = false;
            }
        }
        return new SearchQuery(terms);
    }

    /// As a query for `to_tsquery`. Words consist of word characters and digits, so that none is an
    /// operator.
    String text() {
        var text = new StringBuilder();
        for (var term : terms) {
            if (!text.isEmpty()) {
                text.append(term.isOr() ? " | " : " & ");
            }
            text.append(term.text());
        }
        return text.toString();
    }

    /// The required words.
    List<String> wanted() {
        return terms.stream()
                .filter(term -> !term.isExcluded())
                .flatMap(term -> term.words().stream().flatMap(List::stream))
                .distinct()
                .toList();
    }

    /// With alternatives for a word.
    SearchQuery replacing(Map<String, List<String>> others) {
        return new SearchQuery(terms.stream()
                .map(term -> new Term(
                        term.isOr(),
                        term.isExcluded(),
                        term.words().stream()
                                .map(same -> replaced(same, others))
                                .toList()))
                .toList());
    }

    private static List<String> replaced(List<String> same, Map<String, List<String>> others) {
        return same.size() == 1 ? others.getOrDefault(same.getFirst(), same) : same;
    }
}
