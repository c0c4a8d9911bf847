package io.packhouse.sandbox.json;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request that was read completely.
public record Request(
        String method,
        String path,
        List<String> ids,
        Form form,
        String body,
        String requestId,
        @Nullable String key,
        @Nullable String authorization,
        URI base) {

    static final int BODY_LIMIT = 1 << 20;

    public static Request read(HttpExchange exchange, String requestId, URI base) throws IOException {
        var bytes = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
        if (bytes.length > BODY_LIMIT) {
            throw StripeApiException.of(413, "invalid_request_error", null, "Request body is larger than 1 MB.");
        }
        var headers = exchange.getRequestHeaders();
        var method = exchange.getRequestMethod();
        var query = exchange.getRequestURI().getRawQuery();
        var body = new String(bytes, StandardCharsets.UTF_8);
        var type = headers.getFirst("Content-Type");
        boolean json = type != null && type.startsWith("application/json");
        var encoded = "POST".equals(method) && !json ? body : query;
        return new Request(
                method,
                exchange.getRequestURI().getPath(),
                List.of(),
                Form.parse(encoded == null ? "" : encoded),
                body,
                requestId,
                headers.getFirst("Idempotency-Key"),
                headers.getFirst("Authorization"),
                base);
    }

    public Request with(List<String> found) {
        return new Request(method, path, found, form, body, requestId, key, authorization, base);
    }

    public String id() {
        return ids.getFirst();
    }

    public String line() {
        return method + " " + path;
    }
}
