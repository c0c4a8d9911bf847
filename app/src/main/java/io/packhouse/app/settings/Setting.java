package io.packhouse.app.settings;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One setting: a property, or the environment variable of the same name.
public record Setting(String key, SettingType kind, String standard, String sentence) {

    /// Derived from the key, with or without an underscore for each dash.
    Set<String> variables() {
        var dotless = key.replace('.', '_').toUpperCase(Locale.ROOT);
        return Set.copyOf(List.of(dotless.replace("-", ""), dotless.replace('-', '_')));
    }

    /// The documented form of the variable.
    public String variable() {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static String plain(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    boolean isNamed(String property) {
        return plain(property).equals(plain(key));
    }
}
