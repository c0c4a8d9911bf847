package io.packhouse.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.testing.RunningEngine;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The engine's OpenAPI document.
final class OpenApiDocument {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonNode document;
    private final String text;

    private OpenApiDocument(String text) {
        this.text = text;
        document = JsonMapper.shared().readTree(text);
    }

    static OpenApiDocument of(RunningEngine engine) {
        var answer = engine.anonymous().fetch("/v3/api-docs");
        assertThat(answer.status()).isEqualTo(200);
        return new OpenApiDocument(new String(answer.bytes(), StandardCharsets.UTF_8));
    }

    String text() {
        return text;
    }

    Set<String> operationIds() {
        return document.path("paths").values().stream()
                .flatMap(path -> path.properties().stream())
                .filter(entry -> METHODS.contains(entry.getKey()))
                .map(entry -> entry.getValue().path("operationId").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The operation that accepts this request; of several, the one with the most literal path.
    String operationId(String method, String path) {
        return matching(method, path.replaceAll("\\?.*", ""))
                .max(Comparator.comparingInt(entry -> literal(entry.getKey()).length()))
                .map(entry -> operation(entry, method).path("operationId").asString())
                .orElseThrow(() -> new AssertionError("Not described: " + method + " " + path));
    }

    /// The media types of the operation's successful answers.
    Set<String> mediaTypes(String operationId) {
        return document.path("paths").values().stream()
                .flatMap(path -> path.values().stream())
                .filter(operation -> operation.path("operationId").asString("").equals(operationId))
                .flatMap(operation -> operation.path("responses").properties().stream())
                .filter(response -> response.getKey().startsWith("2"))
                .flatMap(response -> response.getValue().path("content").propertyNames().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<Map.Entry<String, JsonNode>> matching(String method, String path) {
        return document.path("paths").properties().stream()
                .filter(entry -> !operation(entry, method).isMissingNode())
                .filter(entry -> path.matches(entry.getKey().replaceAll("\\{[^}]*}", "[^/]+")));
    }

    private static JsonNode operation(Map.Entry<String, JsonNode> path, String method) {
        return path.getValue().path(method.toLowerCase(Locale.ROOT));
    }

    private static String literal(String path) {
        return path.replaceAll("\\{[^}]*}", "");
    }
}
