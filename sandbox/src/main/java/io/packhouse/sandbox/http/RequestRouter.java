package io.packhouse.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import io.packhouse.sandbox.checkout.AdjustableClock;
import io.packhouse.sandbox.fault.Faults;
import io.packhouse.sandbox.json.Request;
import io.packhouse.sandbox.json.Response;
import io.packhouse.sandbox.ledger.Ledger;
import io.packhouse.sandbox.stripe.StripeApi;
import io.packhouse.sandbox.webhook.Webhooks;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Routes requests to Stripe's API, the pay page, or the test endpoints.
public final class RequestRouter {

    private final StripeApi stripe;
    private final CheckoutPageEndpoint pay;
    private final InspectionEndpoint judge;
    private final TestControlEndpoint workshop;

    public RequestRouter(Ledger ledger, Faults faults, String secretKey, Webhooks webhooks, AdjustableClock clock) {
        stripe = new StripeApi(ledger, faults, secretKey);
        pay = new CheckoutPageEndpoint(ledger);
        judge = new InspectionEndpoint(ledger);
        workshop = new TestControlEndpoint(ledger, faults, webhooks, clock);
    }

    /// Null when the response was already sent.
    @Nullable
    Response answer(Request request, HttpExchange exchange) throws IOException, InterruptedException {
        var path = request.path();
        if (path.startsWith("/v1/")) return stripe.answer(request);
        if (path.startsWith("/pay/")) return pay.answer(request);
        if (request.line().equals("GET /sandbox/journal")) {
            judge.writeJournal(exchange);
            return null;
        }
        if (path.startsWith("/sandbox/")) {
            var reply = judge.answer(request);
            return reply == null ? workshop.answer(request) : reply;
        }
        throw StripeApi.unknown(request);
    }
}
