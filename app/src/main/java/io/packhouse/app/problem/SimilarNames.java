package io.packhouse.app.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Known names similar to a misspelt one.
public final class SimilarNames {

    private static final int MOST = 3;

    private SimilarNames() {}

    /// Nearest first; names that differ in more than half of their characters are excluded.
    public static List<String> to(String name, Collection<String> known) {
        return known.stream()
                .filter(other -> distance(name, other) * 2 <= Math.max(name.length(), other.length()))
                .sorted(Comparator.comparingInt((String other) -> distance(name, other)))
                .limit(MOST)
                .toList();
    }

    /// The Levenshtein distance.
    private static int distance(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var kept = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(kept, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
