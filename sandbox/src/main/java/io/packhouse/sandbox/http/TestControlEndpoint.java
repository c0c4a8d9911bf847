package io.packhouse.sandbox.http;

import io.packhouse.sandbox.checkout.AdjustableClock;
import io.packhouse.sandbox.checkout.Disputes;
import io.packhouse.sandbox.checkout.SessionOperations;
import io.packhouse.sandbox.fault.FaultPlan;
import io.packhouse.sandbox.fault.Faults;
import io.packhouse.sandbox.journal.RequestOrigin;
import io.packhouse.sandbox.journal.StoredResponse;
import io.packhouse.sandbox.json.Json;
import io.packhouse.sandbox.json.Request;
import io.packhouse.sandbox.json.Response;
import io.packhouse.sandbox.json.StripeApiException;
import io.packhouse.sandbox.json.StripeJson;
import io.packhouse.sandbox.ledger.Ledger;
import io.packhouse.sandbox.ledger.LedgerTransaction;
import io.packhouse.sandbox.model.Dispute;
import io.packhouse.sandbox.stripe.StripeApi;
import io.packhouse.sandbox.webhook.Webhooks;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Controls for tests: faults, clock, resending of webhooks, disputes. The bodies are JSON.
final class TestControlEndpoint {

    private record Resend(String event) {}

    private record Settle(String payment, String outcome) {}

    private record BankDispute(String payment, @Nullable Long amount) {}

    private record BankDecision(String dispute, String outcome) {}

    private record Time(long aheadSeconds) {}

    private static final long LONGEST_JUMP_SECONDS = 3650L * 24 * 3600;

    private final Ledger ledger;
    private final Faults faults;
    private final Webhooks webhooks;
    private final AdjustableClock clock;

    TestControlEndpoint(Ledger ledger, Faults faults, Webhooks webhooks, AdjustableClock clock) {
        this.ledger = ledger;
        this.faults = faults;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    Response answer(Request request) {
        return switch (request.line()) {
            case "GET /sandbox/faults" -> json(faults.plan());
            case "PUT /sandbox/faults" -> {
                faults.ask(read(request, FaultPlan.class));
                yield json(faults.plan());
            }
            case "DELETE /sandbox/faults" -> {
                faults.reset();
                yield json(faults.plan());
            }
            case "POST /sandbox/webhooks/resend" -> resend(read(request, Resend.class));
            case "POST /sandbox/settle" -> settle(request, read(request, Settle.class));
            case "POST /sandbox/disputes" -> dispute(request, read(request, BankDispute.class));
            case "POST /sandbox/disputes/close" -> decide(request, read(request, BankDecision.class));
            case "GET /sandbox/clock" -> json(new Time(clock.aheadSeconds()));
            case "PUT /sandbox/clock" -> move(read(request, Time.class));
            default -> throw StripeApi.unknown(request);
        };
    }

    private Response resend(Resend body) {
        var notice = ledger.read(books -> books.notice(needed(body.event(), "event")));
        webhooks.resend(notice);
        return json(body);
    }

    private Response settle(Request request, Settle body) {
        var outcome = needed(body.outcome(), "outcome");
        if (!outcome.equals("succeeded") && !outcome.equals("failed")) {
            throw StripeApiException.invalid(null, "outcome must be succeeded or failed", "outcome");
        }
        boolean granted = outcome.equals("succeeded");
        var answer = ledger.write(new RequestOrigin(request.requestId(), null, null), draft -> {
            var slow = draft.payment(needed(body.payment(), "payment"));
            var after = SessionOperations.settle(draft, slow, granted);
            var shapes = new StripeJson(request.base(), draft, List.of());
            return new StoredResponse(200, Json.text(shapes.payment(after, "")));
        });
        return Response.of(answer);
    }

    private Response dispute(Request request, BankDispute body) {
        return write(request, draft -> {
            var payment = draft.payment(needed(body.payment(), "payment"));
            return Disputes.open(draft, payment, body.amount());
        });
    }

    private Response decide(Request request, BankDecision body) {
        var outcome = needed(body.outcome(), "outcome");
        if (!outcome.equals("won") && !outcome.equals("lost")) {
            throw StripeApiException.invalid(null, "outcome must be won or lost", "outcome");
        }
        return write(request, draft -> {
            var open = draft.dispute(needed(body.dispute(), "dispute"));
            return Disputes.close(draft, open, outcome.equals("won"));
        });
    }

    private Response write(Request request, Function<LedgerTransaction, Dispute> work) {
        var answer = ledger.write(new RequestOrigin(request.requestId(), null, null), draft -> {
            var shapes = new StripeJson(request.base(), draft, List.of());
            return new StoredResponse(200, Json.text(shapes.dispute(work.apply(draft))));
        });
        return Response.of(answer);
    }

    private Response move(Time body) {
        if (Math.abs(body.aheadSeconds()) > LONGEST_JUMP_SECONDS) {
            throw StripeApiException.invalid(null, "At most ten years", "aheadSeconds");
        }
        clock.putAhead(Duration.ofSeconds(body.aheadSeconds()));
        return json(body);
    }

    private static String needed(@Nullable String value, String name) {
        if (value != null) return value;
        throw StripeApiException.invalid("parameter_missing", "Missing: " + name, name);
    }

    private static <T> T read(Request request, Class<T> type) {
        try {
            var value = Json.MAPPER.readValue(request.body(), type);
            if (value != null) return value;
        } catch (JacksonException e) {
            throw StripeApiException.invalid("invalid_json", "Invalid JSON: " + e.getOriginalMessage(), "body");
        }
        throw StripeApiException.invalid("invalid_json", "An object is needed.", "body");
    }

    private static Response json(Object value) {
        return Response.of(new StoredResponse(200, Json.MAPPER.writeValueAsString(value)));
    }
}
