package io.packhouse.sandbox.json;

import java.util.Set;
import java.util.regex.Pattern;

/// The parameters that a call may have. `[]` stands for an index, `[*]` for any key.
public record Parameters(Set<String> names) {

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");
    private static final Pattern LAST = Pattern.compile("\\[[^\\[\\]]*]$");

    public static Parameters of(String... names) {
        return new Parameters(Set.of(names));
    }

    public void check(Form form) {
        for (var name : form.values().keySet()) {
            var shape = INDEX.matcher(name).replaceAll("[]");
            if (names.contains(shape)) continue;
            if (names.contains(LAST.matcher(name).replaceAll("[*]"))) continue;
            if (names.contains(LAST.matcher(shape).replaceAll("[*]"))) continue;
            throw StripeApiException.invalid("parameter_unknown", "Received unknown parameter: " + name, name);
        }
    }
}
