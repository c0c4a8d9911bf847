package io.packhouse.app.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Positional words, and options as `--name value`; `--json` has no value.
record Arguments(List<String> words, Map<String, String> options) {

    static final String JSON = "json";

    private static final Set<String> KNOWN = Set.of("reason", "group", "cause", "sequence", "token", "url", JSON);

    /// Invalid arguments; the message is shown with the usage text.
    static final class UsageException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UsageException(String why) {
            super(why);
        }
    }

    static Arguments of(List<String> given) {
        var words = new ArrayList<String>();
        var options = new HashMap<String, String>();
        for (var i = 0; i < given.size(); i++) {
            var word = given.get(i);
            if (!word.startsWith("--")) {
                words.add(word);
                continue;
            }
            var name = word.substring(2);
            if (!KNOWN.contains(name)) {
                throw new UsageException("There is no option " + word + ".");
            }
            if (!name.equals(JSON) && i + 1 == given.size()) {
                throw new UsageException(word + " needs a value.");
            }
            options.put(name, name.equals(JSON) ? "" : given.get(++i));
        }
        return new Arguments(List.copyOf(words), Map.copyOf(options));
    }

    @Nullable
    String option(String name) {
        return options.get(name);
    }

    String required(String name) {
        var value = options.get(name);
        if (value == null || value.isBlank()) {
            throw new UsageException("Give a reason: --reason \"…\". It is stored with the operation.");
        }
        return value;
    }

    /// The positional word at that index, or "" when there are fewer.
    String word(int place) {
        return place < words.size() ? words.get(place) : "";
    }

    boolean isJson() {
        return options.containsKey(JSON);
    }
}
