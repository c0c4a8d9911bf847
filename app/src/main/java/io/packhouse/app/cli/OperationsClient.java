package io.packhouse.app.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// HTTP client of the operations endpoints.
record OperationsClient(HttpClient http, String url, String token) {

    private static final String OPERATIONS = "/api/v1/operations/";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// All pages of a list.
    List<JsonNode> all(String path) throws IOException, InterruptedException {
        var items = new ArrayList<JsonNode>();
        var next = OPERATIONS + path;
        while (!next.isEmpty()) {
            var page = send(request(next).GET().build());
            page.path("items").forEach(items::add);
            next = page.path("next").asString("");
        }
        return items;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return read(OPERATIONS + encoded(path));
    }

    /// Gets a path of any endpoint.
    JsonNode read(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return create(OPERATIONS + path, body);
    }

    /// Posts to a path of any endpoint.
    JsonNode create(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /// The operation when it has ended, or its current status after the timeout.
    JsonNode ended(JsonNode asked) throws IOException, InterruptedException {
        var operation = asked;
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (operation.path("state").asString().equals("WAITING") && System.nanoTime() < until) {
            Thread.sleep(200);
            operation = get("history/" + asked.path("id").asString());
        }
        return operation;
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IOException(words(response.statusCode(), response.body()));
            }
            return JsonMapper.shared().readTree(response.body());
        } catch (ConnectException e) {
            throw new IOException("No engine answers at " + url + ".", e);
        }
    }

    private static String words(int status, String body) {
        var problem = body.startsWith("{") ? JsonMapper.shared().readTree(body) : null;
        if (problem == null) {
            return "The engine answered " + status + ".";
        }
        var fields = new StringBuilder();
        problem.path("errors")
                .forEach(error -> fields.append("%n  %s: %s"
                        .formatted(
                                error.path("pointer").asString("").replace("#/", ""),
                                error.path("detail").asString(""))));
        return "%s: %s %s"
                .formatted(
                        problem.path("title").asString(""),
                        problem.path("detail").asString(""),
                        fields.isEmpty() ? problem.path("hint").asString("") : fields);
    }
}
