package io.packhouse.sandbox.stripe;

import io.packhouse.sandbox.fault.Fault;
import io.packhouse.sandbox.fault.Faults;
import io.packhouse.sandbox.journal.StoredResponse;
import io.packhouse.sandbox.json.Json;
import io.packhouse.sandbox.json.Request;
import io.packhouse.sandbox.json.Response;
import io.packhouse.sandbox.json.StripeApiException;
import io.packhouse.sandbox.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Stripe's API: authentication, fault injection, and routing.
public final class StripeApi {

    private final Ledger ledger;
    private final Faults faults;
    private final String secretKey;
    private final IdempotencyGuard keys;
    private final List<Route> routes = Stream.of(
                    SessionEndpoint.routes(),
                    PaymentEndpoint.routes(),
                    RefundEndpoint.routes(),
                    DisputeEndpoint.routes(),
                    EventEndpoint.routes())
            .flatMap(List::stream)
            .toList();

    public StripeApi(Ledger ledger, Faults faults, String secretKey) {
        this.ledger = ledger;
        this.faults = faults;
        this.secretKey = secretKey;
        this.keys = new IdempotencyGuard(ledger);
    }

    public Response answer(Request call) throws InterruptedException {
        authenticate(call);
        var fault = faults.next(call.line());
        if (fault.equals(Optional.of(Fault.RATE_LIMIT))) {
            throw StripeApiException.of(429, "invalid_request_error", "rate_limit", "Too many requests.");
        }
        if (fault.equals(Optional.of(Fault.FAIL_BEFORE_WORK))) throw broken();
        var segments = Route.segments(call.path());
        for (var route : routes) {
            var ids = route.match(call.method(), segments);
            if (ids == null) continue;
            route.parameters().check(call.form());
            return work(route, call.with(ids), fault);
        }
        throw unknown(call);
    }

    private Response work(Route route, Request call, Optional<Fault> fault) throws InterruptedException {
        int slowMillis = faults.latencyMillis(call.line());
        boolean fails = fault.equals(Optional.of(Fault.FAIL_AFTER_WORK));
        var reply = switch (route.work()) {
            case Route.Reads reads -> {
                Thread.sleep(slowMillis);
                yield Response.of(read(call, reads, fails));
            }
            case Route.Writes writes ->
                keys.answer(call, slowMillis, draft -> {
                    var done = writes.attempt().make(call, draft);
                    return fails ? broken().answer() : done;
                });
        };
        return reply.with(fault.filter(f -> f != Fault.FAIL_AFTER_WORK).orElse(null));
    }

    private StoredResponse read(Request call, Route.Reads reads, boolean fails) {
        if (fails) return broken().answer();
        return new StoredResponse(
                200, Json.text(ledger.read(books -> reads.question().answer(call, books))));
    }

    private void authenticate(Request call) {
        var given = call.authorization();
        if (given != null && given.startsWith("Bearer ")) {
            if (given.substring("Bearer ".length()).equals(secretKey)) return;
        } else if (given != null && given.startsWith("Basic ")) {
            if (basic(given).startsWith(secretKey + ":")) return;
        }
        throw StripeApiException.of(
                401,
                "invalid_request_error",
                null,
                given == null ? "You did not provide an API key." : "Invalid API Key provided.");
    }

    private static String basic(String header) {
        try {
            var bytes = Base64.getDecoder().decode(header.substring("Basic ".length()));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    public static StripeApiException broken() {
        return StripeApiException.of(500, "api_error", null, "An unknown error occurred.");
    }

    public static StripeApiException unknown(Request call) {
        return StripeApiException.of(
                404,
                "invalid_request_error",
                null,
                "Unrecognized request URL (" + call.method() + ": " + call.path() + ").");
    }
}
