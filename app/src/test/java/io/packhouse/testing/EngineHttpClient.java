package io.packhouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One person, or an anonymous caller, sending HTTP requests to the engine. Headers are given as
/// name, value, name, …
public final class EngineHttpClient {

    private final HttpClient http;
    private final String base;
    private final @Nullable String token;

    EngineHttpClient(HttpClient http, String base, @Nullable String token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /// Sends JSON under the key that the headers bring.
    public Answer post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    /// Sends JSON under a fresh Idempotency-Key.
    public Answer command(String path, String json) {
        return post(path, json, "Idempotency-Key", UUID.randomUUID().toString());
    }

    public Answer send(String method, String path, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (var i = 0; i < headers.length; i += 2) {
            if (i > 0 && headers[i].equals(headers[i - 2])) {
                request.header(headers[i], headers[i + 1]); // A header given twice is sent twice.
            } else {
                request.setHeader(headers[i], headers[i + 1]);
            }
        }
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            return Answer.of(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
