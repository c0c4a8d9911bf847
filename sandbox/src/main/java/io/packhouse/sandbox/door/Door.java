package io.packhouse.sandbox.door;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.packhouse.sandbox.fault.Fault;
import io.packhouse.sandbox.stripe.StripeDoor;
import io.packhouse.sandbox.wire.Call;
import io.packhouse.sandbox.wire.Ids;
import io.packhouse.sandbox.wire.Reply;
import io.packhouse.sandbox.wire.StripeFailure;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The front door: reads a request, sends it to whom it concerns, and writes what comes back.
public final class Door implements HttpHandler {

    private static final System.Logger LOG = System.getLogger("io.packhouse.sandbox");
    private static final Duration LONGEST_HANG = Duration.ofMinutes(2);

    private final Rooms rooms;
    private final URI base;

    public Door(Rooms rooms, URI base) {
        this.rooms = rooms;
        this.base = base;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var requestId = Ids.request();
            Reply reply;
            try {
                var call = Call.read(exchange, requestId, base);
                reply = rooms.answer(call, exchange);
            } catch (StripeFailure failure) {
                reply = Reply.of(failure.answer());
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "Request failed: " + exchange.getRequestURI().getPath(), e);
                reply = Reply.of(StripeDoor.broken().answer());
            }
            if (reply != null) send(exchange, requestId, reply);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, String requestId, Reply reply)
            throws IOException, InterruptedException {
        if (reply.fault() == Fault.HANG) Thread.sleep(LONGEST_HANG);
        if (reply.fault() == Fault.HANG || reply.fault() == Fault.CUT) return;
        var body = reply.body().getBytes(StandardCharsets.UTF_8);
        headers(exchange, requestId, reply);
        boolean silent = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), silent ? -1 : body.length);
        if (silent) return;
        int length = reply.fault() == Fault.TRUNCATE ? body.length / 2 : body.length;
        exchange.getResponseBody().write(body, 0, length);
        exchange.getResponseBody().flush();
    }

    private static void headers(HttpExchange exchange, String requestId, Reply reply) {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", reply.type());
        headers.set("Cache-Control", "no-cache, no-store");
        headers.set("Request-Id", requestId);
        headers.set("X-Content-Type-Options", "nosniff");
        echo(exchange, "Idempotency-Key", exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        echo(exchange, "Stripe-Version", exchange.getRequestHeaders().getFirst("Stripe-Version"));
        echo(exchange, "Location", reply.location());
        if (reply.replayed()) headers.set("Idempotent-Replayed", "true");
        if (reply.type().startsWith("text/html")) {
            headers.set(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
                            + " frame-ancestors 'none'");
            headers.set("Referrer-Policy", "no-referrer");
        }
    }

    private static void echo(HttpExchange exchange, String name, @Nullable String value) {
        if (value != null) exchange.getResponseHeaders().set(name, value);
    }
}
