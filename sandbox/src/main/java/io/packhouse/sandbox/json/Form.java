package io.packhouse.sandbox.json;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Form parameters in Stripe's bracket notation, flattened: `a[b][0][c]` names one value.
public record Form(String prefix, SortedMap<String, String> values) {

    public static Form parse(String encoded) {
        var values = new TreeMap<String, String>();
        for (var pair : encoded.split("&", -1)) {
            if (pair.isEmpty()) continue;
            int equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            values.put(numbered(name, values), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return new Form("", values);
    }

    private static String numbered(String name, SortedMap<String, String> soFar) {
        if (!name.endsWith("[]")) return name;
        var stem = name.substring(0, name.length() - 2);
        int next = 0;
        while (soFar.containsKey(stem + "[" + next + "]")) next++;
        return stem + "[" + next + "]";
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StripeApiException.invalid("parameter_invalid_string_blank", "Invalid form encoding.", text);
        }
    }

    public String name(String key) {
        return prefix.isEmpty() ? key : prefix + "[" + key + "]";
    }

    public @Nullable String text(String key) {
        var value = values.get(name(key));
        return value == null || value.isEmpty() ? null : value;
    }

    public String required(String key) {
        var value = text(key);
        if (value != null) return value;
        var param = name(key);
        throw StripeApiException.invalid("parameter_missing", "Missing required param: " + param + ".", param);
    }

    public @Nullable Long integer(String key) {
        var value = text(key);
        if (value == null) return null;
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw StripeApiException.invalid("parameter_invalid_integer", "Invalid integer: " + value, name(key));
        }
    }

    public long requiredInteger(String key) {
        required(key);
        var value = integer(key);
        return value == null ? 0 : value;
    }

    public <E extends Enum<E>> E choice(String key, E preset, Class<E> choices) {
        var value = text(key);
        if (value == null) return preset;
        for (E choice : choices.getEnumConstants()) {
            if (Json.word(choice).equals(value)) return choice;
        }
        throw StripeApiException.invalid(null, "Invalid " + name(key) + ": " + value, name(key));
    }

    public Form under(String key) {
        return new Form(name(key), values);
    }

    public List<Form> list(String key) {
        var forms = new ArrayList<Form>();
        var indexes = new TreeSet<Integer>();
        for (var index : keysUnder(key)) {
            if (!index.matches("\\d{1,4}")) {
                throw StripeApiException.invalid(null, "Invalid array", name(key));
            }
            indexes.add(Integer.valueOf(index));
        }
        indexes.forEach(index -> forms.add(under(key).under(String.valueOf(index))));
        return forms;
    }

    public List<String> texts(String key) {
        var under = under(key);
        return keysUnder(key).stream()
                .map(index -> String.valueOf(under.text(index)))
                .toList();
    }

    public Map<String, String> map(String key) {
        var under = under(key);
        var map = new TreeMap<String, String>();
        for (var entry : keysUnder(key)) {
            var value = under.text(entry);
            if (value == null) continue;
            if (entry.length() > 40 || value.length() > 500) {
                throw StripeApiException.invalid(
                        null, "Metadata: 40 characters a key, 500 a value.", under.name(entry));
            }
            map.put(entry, value);
        }
        if (map.size() > 50) throw StripeApiException.invalid(null, "Metadata: 50 keys.", name(key));
        return map;
    }

    private List<String> keysUnder(String key) {
        var start = name(key) + "[";
        return values.tailMap(start).keySet().stream()
                .takeWhile(name -> name.startsWith(start))
                .map(name -> name.substring(start.length(), closing(name, start.length())))
                .distinct()
                .toList();
    }

    private static int closing(String name, int from) {
        int end = name.indexOf(']', from);
        if (end < 0) throw StripeApiException.invalid(null, "Invalid parameter name", name);
        return end;
    }
}
