package io.packhouse.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// A request as `name = METHOD path body`; the name and the body may be missing.
record RequestLine(String name, String method, String path, String body) {

    private static final Pattern FORM = Pattern.compile("(?:(\\w+) = )?([A-Z]+) (\\S+)(?: (.*))?");

    static List<RequestLine> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(RequestLine::parse)
                .toList();
    }

    private static RequestLine parse(String line) {
        var parts = FORM.matcher(line);
        assertThat(parts.matches()).as(line).isTrue();
        return new RequestLine(
                Objects.requireNonNullElse(parts.group(1), ""),
                parts.group(2),
                parts.group(3),
                Objects.requireNonNullElse(parts.group(4), "").replace("\\n", "\n"));
    }

    RequestLine with(UnaryOperator<String> values) {
        return new RequestLine(name, method, values.apply(path), values.apply(body));
    }

    String contentType() {
        if (body.startsWith("<svg")) {
            return "image/svg+xml";
        }
        return body.startsWith("sku,") ? "text/csv" : "application/json";
    }

    @Override
    public String toString() {
        return method + " " + path + " " + body;
    }
}
