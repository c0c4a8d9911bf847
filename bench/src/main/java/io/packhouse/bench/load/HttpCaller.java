package io.packhouse.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Requests to an engine with the token of one person, or none.
public record HttpCaller(String base, String token) {

    /// One for all: each concurrent request has a connection of its own.
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final int MOST_REPEATS = 60;

    public JsonNode get(String path, String... headers) throws IOException, InterruptedException {
        return json(expected(send(request(path, headers))));
    }

    /// Posts under a new idempotency key.
    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(posting(path, body));
    }

    /// As [#post], but 503 is an answer too.
    public HttpResponse<String> postOnce(String path, String body) throws IOException, InterruptedException {
        return sendOnce(posting(path, body).timeout(LONGEST_WAIT).build());
    }

    private HttpRequest.Builder posting(String path, String body) {
        return request(path)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    public HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    /// Sends the same request again when an overloaded engine demands it; the pause counts.
    public static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var same = request.timeout(LONGEST_WAIT).build();
        var response = sendOnce(same);
        for (var i = 0; i < MOST_REPEATS && response.statusCode() == 503; i++) {
            Thread.sleep(Duration.ofSeconds(
                    response.headers().firstValueAsLong("Retry-After").orElse(1)));
            response = sendOnce(same);
        }
        return response;
    }

    private static HttpResponse<String> sendOnce(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, BodyHandlers.ofString());
    }

    public static HttpResponse<String> expected(HttpResponse<String> response) throws IOException {
        if (response.statusCode() >= 300) {
            throw new IOException("%s %s was answered with %s: %s"
                    .formatted(response.request().method(), response.uri(), response.statusCode(), response.body()));
        }
        return response;
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
