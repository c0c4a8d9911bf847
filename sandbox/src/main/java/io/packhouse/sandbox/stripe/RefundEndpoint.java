package io.packhouse.sandbox.stripe;

import io.packhouse.sandbox.checkout.Till;
import io.packhouse.sandbox.ledger.Books;
import io.packhouse.sandbox.ledger.Cursor;
import io.packhouse.sandbox.ledger.Draft;
import io.packhouse.sandbox.ledger.Slice;
import io.packhouse.sandbox.money.Refund;
import io.packhouse.sandbox.wire.Call;
import io.packhouse.sandbox.wire.Form;
import io.packhouse.sandbox.wire.Shapes;
import io.packhouse.sandbox.wire.StripeFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

final class RefundEndpoint {

    private static final String PATH = "/v1/refunds";
    private static final Set<String> REASONS =
            Set.of("duplicate", "fraudulent", "requested_by_customer");

    private RefundEndpoint() {}

    static List<Route> routes() {
        return List.of(
                Route.post(
                        PATH,
                        RefundEndpoint::create,
                        "payment_intent",
                        "amount",
                        "reason",
                        "metadata[*]",
                        "expand[]"),
                Route.get(PATH, RefundEndpoint::list, Lists.names("payment_intent", "charge")),
                Route.get(PATH + "/{}", RefundEndpoint::find, "expand[]"),
                Route.post(PATH + "/{}", RefundEndpoint::describe, "metadata[*]", "expand[]"));
    }

    private static ObjectNode create(Call call, Draft draft) {
        var form = call.form();
        var payment = draft.payment(form.required("payment_intent"));
        var reason = form.text("reason");
        if (reason != null && !REASONS.contains(reason)) {
            throw StripeFailure.invalid(null, "Invalid reason: " + reason, "reason");
        }
        var asked = form.integer("amount");
        if (asked != null) {
            Amounts.checkUnit(asked, payment.terms().currency(), "amount");
        }
        var metadata = Map.copyOf(form.map("metadata"));
        var refund = Till.refund(draft, payment, asked, reason, metadata);
        return shape(call, draft, refund);
    }

    private static ObjectNode describe(Call call, Draft draft) {
        var refund = draft.refund(call.id());
        var words = new TreeMap<>(refund.metadata());
        words.putAll(call.form().map("metadata"));
        var described = refund.described(Map.copyOf(words));
        draft.fact("refund.described");
        draft.keep(described, "refund.updated");
        return shape(call, draft, described);
    }

    private static ObjectNode shape(Call call, Draft draft, Refund refund) {
        return new Shapes(call.base(), draft, call.form().texts("expand")).refund(refund, "");
    }

    private static ObjectNode find(Call call, Books books) {
        return Lists.shapes(call, books).refund(books.refund(call.id()), "");
    }

    private static ObjectNode list(Call call, Books books) {
        var shapes = Lists.shapes(call, books);
        return shapes.list(PATH, slice(call.form(), books), r -> shapes.refund(r, "data."));
    }

    private static Slice<Refund> slice(Form form, Books books) {
        Cursor cursor = Lists.cursor(form);
        var payment = form.text("payment_intent");
        var charge = form.text("charge");
        return books.refunds(
                cursor,
                r ->
                        Lists.same(payment, r.payment())
                                && Lists.same(charge, r.charge())
                                && Lists.created(form, r.created()));
    }
}
