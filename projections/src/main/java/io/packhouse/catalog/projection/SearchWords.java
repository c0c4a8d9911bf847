package io.packhouse.catalog.projection;

import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.shared.api.FoldedText;

/// Texts as the search looks at them, and the words that the shop's names are made of.
final class SearchWords {

    private static final int SHORTEST = 4; // A shorter word misspelt is another word.
    private static final String ADD =
            "insert into {schema}.catalog_word (word) values (?) on conflict do nothing";

    private final ProjectionTable words;

    SearchWords(ProjectionTable words) {
        this.words = words;
    }

    static String of(Object text) {
        return String.join(" ", FoldedText.words(text.toString()));
    }

    /// The same of a name, whose words are kept.
    String ofName(String name) {
        var all = FoldedText.words(name);
        all.stream().filter(word -> word.length() >= SHORTEST).forEach(w -> words.write(ADD, w));
        return String.join(" ", all);
    }

    void empty() {
        words.empty();
    }
}
