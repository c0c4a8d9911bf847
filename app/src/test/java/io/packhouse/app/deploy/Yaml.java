package io.packhouse.app.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// A part of a YAML file; a missing part is empty.
record Yaml(Map<?, ?> value) {

    static Yaml of(Path file) {
        return all(file).getFirst();
    }

    static List<Yaml> all(Path file) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var all = new ArrayList<Yaml>();
        try {
            new org.yaml.snakeyaml.Yaml(new SafeConstructor(options))
                    .loadAll(Files.readString(file))
                    .forEach(one -> all.add(new Yaml((Map<?, ?>) one)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    Yaml at(String name) {
        return value.get(name) instanceof Map<?, ?> map ? new Yaml(map) : new Yaml(Map.of());
    }

    String text(String name) {
        var found = value.get(name);
        return found == null ? "" : found.toString();
    }

    List<String> texts(String name) {
        return value.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    List<Yaml> list(String name) {
        return value.get(name) instanceof List<?> list
                ? list.stream().map(one -> new Yaml((Map<?, ?>) one)).toList()
                : List.of();
    }

    Set<String> keys() {
        return value.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
    }

    List<Map.Entry<String, Yaml>> entries() {
        return keys().stream().sorted().map(key -> Map.entry(key, at(key))).toList();
    }
}
