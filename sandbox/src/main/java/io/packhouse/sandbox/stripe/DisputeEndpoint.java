package io.packhouse.sandbox.stripe;

import io.packhouse.sandbox.ledger.Books;
import io.packhouse.sandbox.wire.Call;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Disputes can be read; banks make them.
final class DisputeEndpoint {

    private static final String PATH = "/v1/disputes";

    private DisputeEndpoint() {}

    static List<Route> routes() {
        return List.of(
                Route.get(PATH, DisputeEndpoint::list, Lists.names("payment_intent", "charge")),
                Route.get(PATH + "/{}", DisputeEndpoint::find, "expand[]"));
    }

    private static ObjectNode find(Call call, Books books) {
        return Lists.shapes(call, books).dispute(books.dispute(call.id()));
    }

    private static ObjectNode list(Call call, Books books) {
        var form = call.form();
        var payment = form.text("payment_intent");
        var charge = form.text("charge");
        var slice =
                books.disputes(
                        Lists.cursor(form),
                        dispute ->
                                Lists.same(payment, dispute.payment())
                                        && Lists.same(charge, dispute.charge())
                                        && Lists.created(form, dispute.created()));
        var shapes = Lists.shapes(call, books);
        return shapes.list(PATH, slice, shapes::dispute);
    }
}
