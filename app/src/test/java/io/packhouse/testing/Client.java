package io.packhouse.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of the engine over HTTP.
public final class Client {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// One for all clients: each concurrent request has a connection of its own, as with one
    /// browser each.
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String base;
    private final String token;

    /// An answer. `body` is missing when it was not JSON.
    public record Answer(int status, HttpHeaders headers, JsonNode body, String text) {

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        public String string(String field) {
            return body.path(field).asString("");
        }
    }

    public Client(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /// Posts under a key of its own, unless the headers bring one.
    public Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    /// Sends the same request again after each 503.
    public Answer postUntilAdmitted(String path, String body) {
        var key = UUID.randomUUID().toString();
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .pollDelay(Duration.ZERO)
                .until(() -> post(path, body, "Idempotency-Key", key), answer -> answer.status() != 503);
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public Answer send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, BodyPublishers.ofString(body));
        request.setHeader("Content-Type", "application/json");
        if (method.equals("POST")) {
            request.setHeader("Idempotency-Key", UUID.randomUUID().toString());
        }
        if (!token.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        for (var i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return answer(request.build());
    }

    /// An answer as bytes.
    @SuppressWarnings("ArrayRecordComponent") // Instances are never compared.
    public record File(int status, HttpHeaders headers, byte[] bytes) {

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    /// Posts a file as the body.
    public Answer upload(String path, String type, byte[] bytes) {
        return answer(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", type)
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofByteArray(bytes))
                .build());
    }

    public File fetch(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        for (var i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new File(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Sends a form, as a browser would: without a key in a header.
    public Answer form(String path, String fields, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(fields));
        if (!token.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        for (var i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return answer(request.build());
    }

    /// Fills in a pay page, as a browser would.
    public Answer pay(String payUrl, String card) {
        return answer(HttpRequest.newBuilder(URI.create(payUrl))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("card=" + card))
                .build());
    }

    /// The final state of an operation that was accepted, successful or not.
    public JsonNode ended(Answer asked) {
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return await().atMost(Duration.ofSeconds(40))
                .until(
                        () -> get(asked.header("Location")).body(),
                        operation -> !operation.path("state").asString().equals("WAITING"));
    }

    /// As [#ended], for an operation that must succeed.
    public JsonNode done(Answer asked) {
        var operation = ended(asked);
        assertThat(operation.path("state").asString()).as("%s", operation).isEqualTo("DONE");
        return operation;
    }

    private Answer answer(HttpRequest request) {
        try {
            var response = HTTP.send(request, BodyHandlers.ofString());
            var json = response.headers().firstValue("Content-Type").orElse("").matches(".*[/+]json.*");
            return new Answer(
                    response.statusCode(),
                    response.headers(),
                    json ? JSON.readTree(response.body()) : JSON.missingNode(),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
