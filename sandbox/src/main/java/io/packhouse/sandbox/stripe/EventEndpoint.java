package io.packhouse.sandbox.stripe;

import io.packhouse.sandbox.json.Request;
import io.packhouse.sandbox.ledger.LedgerState;
import io.packhouse.sandbox.ledger.StripeEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Stripe's events, for clients that missed a webhook.
final class EventEndpoint {

    private static final String PATH = "/v1/events";

    private EventEndpoint() {}

    static List<Route> routes() {
        return List.of(
                Route.get(PATH, EventEndpoint::list, Lists.names("type", "types[]", "delivery_success")),
                Route.get(PATH + "/{}", EventEndpoint::find, "expand[]"));
    }

    private static ObjectNode find(Request request, LedgerState ledgerState) {
        var stripeEvent = ledgerState.notice(request.id());
        return Lists.shapes(request, ledgerState).notice(stripeEvent, ledgerState.isUndelivered(stripeEvent.id()));
    }

    private static ObjectNode list(Request request, LedgerState ledgerState) {
        var form = request.form();
        var type = form.text("type");
        var types = form.texts("types");
        var delivered = form.text("delivery_success");
        var slice = ledgerState.notices(
                Lists.cursor(form),
                n -> isOf(n, type)
                        && (types.isEmpty() || types.contains(n.type()))
                        && Lists.same(delivered, String.valueOf(!ledgerState.isUndelivered(n.id())))
                        && Lists.created(form, n.created()));
        var shapes = Lists.shapes(request, ledgerState);
        return shapes.list(PATH, slice, n -> shapes.notice(n, ledgerState.isUndelivered(n.id())));
    }

    private static boolean isOf(StripeEvent stripeEvent, @Nullable String type) {
        if (type == null) return true;
        if (!type.endsWith("*")) return type.equals(stripeEvent.type());
        return stripeEvent.type().startsWith(type.substring(0, type.length() - 1));
    }
}
