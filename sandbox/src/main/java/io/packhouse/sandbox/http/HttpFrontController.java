package io.packhouse.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.packhouse.sandbox.fault.Fault;
import io.packhouse.sandbox.json.Ids;
import io.packhouse.sandbox.json.Request;
import io.packhouse.sandbox.json.Response;
import io.packhouse.sandbox.json.StripeApiException;
import io.packhouse.sandbox.stripe.StripeApi;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Reads a request, routes it, and writes the response.
public final class HttpFrontController implements HttpHandler {

    private static final System.Logger LOG = System.getLogger("io.packhouse.sandbox");
    private static final Duration LONGEST_HANG = Duration.ofMinutes(2);

    private final RequestRouter requestRouter;
    private final URI base;

    public HttpFrontController(RequestRouter requestRouter, URI base) {
        this.requestRouter = requestRouter;
        this.base = base;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var requestId = Ids.request();
            Response response;
            try {
                var call = Request.read(exchange, requestId, base);
                response = requestRouter.answer(call, exchange);
            } catch (StripeApiException failure) {
                response = Response.of(failure.answer());
            } catch (RuntimeException e) {
                LOG.log(
                        Level.ERROR,
                        "Request failed: " + exchange.getRequestURI().getPath(),
                        e);
                response = Response.of(StripeApi.broken().answer());
            }
            if (response != null) send(exchange, requestId, response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, String requestId, Response response)
            throws IOException, InterruptedException {
        if (response.fault() == Fault.HANG) Thread.sleep(LONGEST_HANG);
        if (response.fault() == Fault.HANG || response.fault() == Fault.CUT) return;
        var body = response.body().getBytes(StandardCharsets.UTF_8);
        headers(exchange, requestId, response);
        boolean silent = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(response.status(), silent ? -1 : body.length);
        if (silent) return;
        int length = response.fault() == Fault.TRUNCATE ? body.length / 2 : body.length;
        exchange.getResponseBody().write(body, 0, length);
        exchange.getResponseBody().flush();
    }

    private static void headers(HttpExchange exchange, String requestId, Response response) {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", response.type());
        headers.set("Cache-Control", "no-cache, no-store");
        headers.set("Request-Id", requestId);
        headers.set("X-Content-Type-Options", "nosniff");
        echo(exchange, "Idempotency-Key", exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        echo(exchange, "Stripe-Version", exchange.getRequestHeaders().getFirst("Stripe-Version"));
        echo(exchange, "Location", response.location());
        if (response.replayed()) headers.set("Idempotent-Replayed", "true");
        if (response.type().startsWith("text/html")) {
            headers.set(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'");
            headers.set("Referrer-Policy", "no-referrer");
        }
    }

    private static void echo(HttpExchange exchange, String name, @Nullable String value) {
        if (value != null) exchange.getResponseHeaders().set(name, value);
    }
}
