package io.packhouse.app.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Parses the fields of a form, because the container does not read the body.
final class FormFields {

    static final String KEY = "Idempotency-Key";
    static final Pattern TYPE = Pattern.compile("(?i)application/x-www-form-urlencoded\\s*(;.*)?");

    private FormFields() {}

    /// Query parameters first, then form fields.
    static Map<String, String[]> of(Map<String, String[]> inAddress, byte[] body) {
        var fields = new LinkedHashMap<String, List<String>>();
        inAddress.forEach((name, values) -> fields.put(name, new ArrayList<>(List.of(values))));
        for (var pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                fields.computeIfAbsent(decoded(pair.substring(0, equals)), _ -> new ArrayList<>())
                        .add(decoded(pair.substring(equals + 1)));
            }
        }
        var parameters = new LinkedHashMap<String, String[]>();
        fields.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
        return Collections.unmodifiableMap(parameters);
    }

    static String digest(byte[] body) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // Not form-encoded; no field has that name.
        }
    }
}
