package io.packhouse.catalog.projection;

import io.packhouse.engine.projection.Columns;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.shared.api.FoldedText;

/// Normalizes texts for search, and stores the words of names for spelling suggestions.
final class SearchWords {

    private static final int SHORTEST = 4; // A misspelt shorter word is usually another word.

    private final ProjectionTable words;

    SearchWords(ProjectionTable words) {
        this.words = words;
    }

    static String of(Object text) {
        return String.join(" ", FoldedText.words(text.toString()));
    }

    /// Normalizes a name and stores its words.
    String ofName(String name) {
        var all = FoldedText.words(name);
        all.stream()
                .filter(word -> word.length() >= SHORTEST)
                .forEach(w -> words.insert(Columns.of("word", w), "word"));
        return String.join(" ", all);
    }

    void empty() {
        words.empty();
    }
}
