package io.packhouse.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// HTTP client for the demo, which uses the public API like any other client.
public final class DemoClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_REPEATS = 60;

    // The order of Map.of differs from one JVM to the next, and a repeated request must be equal.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    public record Answer(int status, JsonNode body) {

        /// The id of the created resource.
        public String id() {
            return expected().body.path("id").asString();
        }

        /// For requests that must succeed.
        public Answer expected() {
            if (status >= 300) {
                throw new IllegalStateException("Refused: " + body);
            }
            return this;
        }

        /// For requests that may find no stock, which is recorded, too.
        public void expectedOrOutOfStock() {
            if (!body.path("reason").asString("").equals("INSUFFICIENT_STOCK")) {
                expected();
            }
        }
    }

    public DemoClient(String base) {
        this.base = base;
    }

    /// An idempotency key from names; blanks are not allowed in a key.
    public static String key(String... names) {
        return "demo-" + String.join("-", names).replace(' ', '_');
    }

    static String json(Object body) {
        return JSON.writeValueAsString(body);
    }

    public Answer post(String token, String path, String key, Object body) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(json(body)));
        return answer(send(request));
    }

    /// Sends a file unchanged.
    public Answer upload(String token, String path, String key, String mediaType, byte[] file) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", mediaType)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofByteArray(file));
        return answer(send(request));
    }

    public Answer get(String token, String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        return answer(send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)));
    }

    /// Submits the payment page like a buyer.
    int pay(String payUrl, String card) {
        var form = BodyPublishers.ofString("card=" + card);
        return send(HttpRequest.newBuilder(URI.create(payUrl))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(form))
                .statusCode();
    }

    private Answer answer(HttpResponse<String> response) {
        if (response.statusCode() >= 500 || response.statusCode() == 401) {
            throw new IllegalStateException("Failed: " + response.body());
        }
        var type = response.headers().firstValue("Content-Type").orElse("");
        return new Answer(
                response.statusCode(),
                type.contains("json") ? JSON.readTree(response.body()) : JSON.valueToTree(Map.of()));
    }

    /// Repeats requests that got 503; all of them have idempotency keys.
    private HttpResponse<String> send(HttpRequest.Builder request) {
        var repeatable = request.timeout(PATIENCE).build();
        try {
            var response = http.send(repeatable, BodyHandlers.ofString());
            for (var again = 0; response.statusCode() == 503 && again < MOST_REPEATS; again++) {
                Thread.sleep(PAUSE);
                response = http.send(repeatable, BodyHandlers.ofString());
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The demo was interrupted", e);
        }
    }
}
