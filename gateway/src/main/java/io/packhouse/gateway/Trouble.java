package io.packhouse.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.json.JsonMapper;

/// What the gateway itself has to say, in the words and the form of the engine's own problems.
public enum Trouble {
    UNREADABLE(400, "The request cannot be read", "Check the address and the headers.", false),
    NOT_FOUND(404, "There is nothing here", "Check the address and the id.", false),
    NODE_LOST(
            502,
            "Whoever was asked has gone",
            "Send it again under the same Idempotency-Key: it happens once, and you learn of it.",
            true),
    NO_NODE(
            503,
            "Nobody is there to answer",
            "Try again after the time in Retry-After; nothing was done.",
            true);

    private static final JsonMapper JSON = new JsonMapper();

    private final int status;
    private final String title;
    private final String hint;
    private final boolean isRetryable;

    Trouble(int status, String title, String hint, boolean isRetryable) {
        this.status = status;
        this.title = title;
        this.hint = hint;
        this.isRetryable = isRetryable;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String hint() {
        return hint;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean isRetryable() {
        return isRetryable;
    }

    void write(String detail, Request request, Response response, Callback callback) {
        response.setStatus(status);
        var headers = response.getHeaders();
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        if (status == 503) {
            headers.put(HttpHeader.RETRY_AFTER, "1");
        }
        var id = "gw_" + UUID.randomUUID().toString().replace("-", "");
        headers.put("X-Request-Id", id);
        var page = wantsPage(request);
        headers.put(
                HttpHeader.CONTENT_TYPE,
                page ? "text/html;charset=utf-8" : "application/problem+json");
        var text = page ? page(detail) : json(detail, id);
        response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
    }

    private static boolean wantsPage(Request request) {
        var accept = request.getHeaders().get(HttpHeader.ACCEPT);
        return accept != null
                && accept.startsWith("text/html")
                && !Request.getPathInContext(request).startsWith("/api/");
    }

    private String json(String detail, String id) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "/problems/" + slug());
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        body.put("code", slug());
        body.put("hint", hint);
        body.put("retryable", isRetryable);
        body.put("requestId", id);
        return JSON.writeValueAsString(body);
    }

    /// Every word of it is ours, so nothing needs escaping.
    private String page(String detail) {
        return """
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>%s</title></head>
        <body><main><h1>%s</h1><p>%s</p><p>%s</p></main></body></html>
        """
                .formatted(title, title, detail, hint);
    }
}
