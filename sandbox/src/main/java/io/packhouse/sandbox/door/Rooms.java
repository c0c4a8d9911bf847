package io.packhouse.sandbox.door;

import com.sun.net.httpserver.HttpExchange;
import io.packhouse.sandbox.checkout.MovableClock;
import io.packhouse.sandbox.fault.Faults;
import io.packhouse.sandbox.ledger.Ledger;
import io.packhouse.sandbox.stripe.StripeDoor;
import io.packhouse.sandbox.webhook.Webhooks;
import io.packhouse.sandbox.wire.Call;
import io.packhouse.sandbox.wire.Reply;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Behind the door: Stripe's API, the pay page, and the workshop of those who test.
public final class Rooms {

    private final StripeDoor stripe;
    private final PayEndpoint pay;
    private final JudgeEndpoint judge;
    private final WorkshopEndpoint workshop;

    public Rooms(
            Ledger ledger, Faults faults, String secretKey, Webhooks webhooks, MovableClock clock) {
        stripe = new StripeDoor(ledger, faults, secretKey);
        pay = new PayEndpoint(ledger);
        judge = new JudgeEndpoint(ledger);
        workshop = new WorkshopEndpoint(ledger, faults, webhooks, clock);
    }

    /// Null when the answer is out already.
    @Nullable Reply answer(Call call, HttpExchange exchange)
            throws IOException, InterruptedException {
        var path = call.path();
        if (path.startsWith("/v1/")) return stripe.answer(call);
        if (path.startsWith("/pay/")) return pay.answer(call);
        if (call.line().equals("GET /sandbox/journal")) {
            judge.writeJournal(exchange);
            return null;
        }
        if (path.startsWith("/sandbox/")) {
            var reply = judge.answer(call);
            return reply == null ? workshop.answer(call) : reply;
        }
        throw StripeDoor.unknown(call);
    }
}
