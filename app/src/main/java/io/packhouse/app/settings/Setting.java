package io.packhouse.app.settings;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One thing that can be set: by a property, or by the environment variable of the same name.
public record Setting(String key, SettingType kind, String standard, String sentence) {

    /// Written like its key, with or without an underscore where the key has a dash.
    Set<String> variables() {
        var dotless = key.replace('.', '_').toUpperCase(Locale.ROOT);
        return Set.copyOf(List.of(dotless.replace("-", ""), dotless.replace('-', '_')));
    }

    /// The variable as people write it.
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
