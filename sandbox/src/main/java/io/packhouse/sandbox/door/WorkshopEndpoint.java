package io.packhouse.sandbox.door;

import io.packhouse.sandbox.checkout.Checkout;
import io.packhouse.sandbox.checkout.Disputes;
import io.packhouse.sandbox.checkout.MovableClock;
import io.packhouse.sandbox.fault.FaultPlan;
import io.packhouse.sandbox.fault.Faults;
import io.packhouse.sandbox.journal.Answer;
import io.packhouse.sandbox.journal.Origin;
import io.packhouse.sandbox.ledger.Draft;
import io.packhouse.sandbox.ledger.Ledger;
import io.packhouse.sandbox.money.Dispute;
import io.packhouse.sandbox.stripe.StripeDoor;
import io.packhouse.sandbox.webhook.Webhooks;
import io.packhouse.sandbox.wire.Call;
import io.packhouse.sandbox.wire.Json;
import io.packhouse.sandbox.wire.Reply;
import io.packhouse.sandbox.wire.Shapes;
import io.packhouse.sandbox.wire.StripeFailure;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Switches for who tests: faults, time, repeats. Their bodies are JSON.
final class WorkshopEndpoint {

    private record Resend(String event) {}

    private record Settle(String payment, String outcome) {}

    private record BankDispute(String payment, @Nullable Long amount) {}

    private record BankDecision(String dispute, String outcome) {}

    private record Time(long aheadSeconds) {}

    private static final long LONGEST_JUMP_SECONDS = 3650L * 24 * 3600;

    private final Ledger ledger;
    private final Faults faults;
    private final Webhooks webhooks;
    private final MovableClock clock;

    WorkshopEndpoint(Ledger ledger, Faults faults, Webhooks webhooks, MovableClock clock) {
        this.ledger = ledger;
        this.faults = faults;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    Reply answer(Call call) {
        return switch (call.line()) {
            case "GET /sandbox/faults" -> json(faults.plan());
            case "PUT /sandbox/faults" -> {
                faults.ask(read(call, FaultPlan.class));
                yield json(faults.plan());
            }
            case "DELETE /sandbox/faults" -> {
                faults.reset();
                yield json(faults.plan());
            }
            case "POST /sandbox/webhooks/resend" -> resend(read(call, Resend.class));
            case "POST /sandbox/settle" -> settle(call, read(call, Settle.class));
            case "POST /sandbox/disputes" -> dispute(call, read(call, BankDispute.class));
            case "POST /sandbox/disputes/close" -> decide(call, read(call, BankDecision.class));
            case "GET /sandbox/clock" -> json(new Time(clock.aheadSeconds()));
            case "PUT /sandbox/clock" -> move(read(call, Time.class));
            default -> throw StripeDoor.unknown(call);
        };
    }

    private Reply resend(Resend wish) {
        var notice = ledger.read(books -> books.notice(needed(wish.event(), "event")));
        webhooks.resend(notice);
        return json(wish);
    }

    private Reply settle(Call call, Settle wish) {
        var outcome = needed(wish.outcome(), "outcome");
        if (!outcome.equals("succeeded") && !outcome.equals("failed")) {
            throw StripeFailure.invalid(null, "outcome is succeeded or failed", "outcome");
        }
        boolean granted = outcome.equals("succeeded");
        var answer =
                ledger.write(
                        new Origin(call.requestId(), null, null),
                        draft -> {
                            var slow = draft.payment(needed(wish.payment(), "payment"));
                            var after = Checkout.settle(draft, slow, granted);
                            var shapes = new Shapes(call.base(), draft, List.of());
                            return new Answer(200, Json.text(shapes.payment(after, "")));
                        });
        return Reply.of(answer);
    }

    private Reply dispute(Call call, BankDispute wish) {
        return write(
                call,
                draft -> {
                    var payment = draft.payment(needed(wish.payment(), "payment"));
                    return Disputes.open(draft, payment, wish.amount());
                });
    }

    private Reply decide(Call call, BankDecision wish) {
        var outcome = needed(wish.outcome(), "outcome");
        if (!outcome.equals("won") && !outcome.equals("lost")) {
            throw StripeFailure.invalid(null, "outcome is won or lost", "outcome");
        }
        return write(
                call,
                draft -> {
                    var open = draft.dispute(needed(wish.dispute(), "dispute"));
                    return Disputes.close(draft, open, outcome.equals("won"));
                });
    }

    private Reply write(Call call, Function<Draft, Dispute> work) {
        var answer =
                ledger.write(
                        new Origin(call.requestId(), null, null),
                        draft -> {
                            var shapes = new Shapes(call.base(), draft, List.of());
                            return new Answer(200, Json.text(shapes.dispute(work.apply(draft))));
                        });
        return Reply.of(answer);
    }

    private Reply move(Time wish) {
        if (Math.abs(wish.aheadSeconds()) > LONGEST_JUMP_SECONDS) {
            throw StripeFailure.invalid(null, "At most ten years", "aheadSeconds");
        }
        clock.putAhead(Duration.ofSeconds(wish.aheadSeconds()));
        return json(wish);
    }

    private static String needed(@Nullable String value, String name) {
        if (value != null) return value;
        throw StripeFailure.invalid("parameter_missing", "Missing: " + name, name);
    }

    private static <T> T read(Call call, Class<T> type) {
        try {
            var value = Json.MAPPER.readValue(call.body(), type);
            if (value != null) return value;
        } catch (JacksonException e) {
            throw StripeFailure.invalid(
                    "invalid_json", "Invalid JSON: " + e.getOriginalMessage(), "body");
        }
        throw StripeFailure.invalid("invalid_json", "An object is needed.", "body");
    }

    private static Reply json(Object value) {
        return Reply.of(new Answer(200, Json.MAPPER.writeValueAsString(value)));
    }
}
