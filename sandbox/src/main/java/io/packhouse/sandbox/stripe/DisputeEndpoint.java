package io.packhouse.sandbox.stripe;

import io.packhouse.sandbox.json.Request;
import io.packhouse.sandbox.ledger.LedgerState;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Read access to disputes; banks create them.
final class DisputeEndpoint {

    private static final String PATH = "/v1/disputes";

    private DisputeEndpoint() {}

    static List<Route> routes() {
        return List.of(
                Route.get(PATH, DisputeEndpoint::list, Lists.names("payment_intent", "charge")),
                Route.get(PATH + "/{}", DisputeEndpoint::find, "expand[]"));
    }

    private static ObjectNode find(Request request, LedgerState ledgerState) {
        return Lists.shapes(request, ledgerState).dispute(ledgerState.dispute(request.id()));
    }

    private static ObjectNode list(Request request, LedgerState ledgerState) {
        var form = request.form();
        var payment = form.text("payment_intent");
        var charge = form.text("charge");
        var slice = ledgerState.disputes(
                Lists.cursor(form),
                dispute -> Lists.same(payment, dispute.payment())
                        && Lists.same(charge, dispute.charge())
                        && Lists.created(form, dispute.created()));
        var shapes = Lists.shapes(request, ledgerState);
        return shapes.list(PATH, slice, shapes::dispute);
    }
}
