package io.packhouse.sandbox.stripe;

import io.packhouse.sandbox.checkout.PaymentOperations;
import io.packhouse.sandbox.json.Form;
import io.packhouse.sandbox.json.Request;
import io.packhouse.sandbox.json.StripeApiException;
import io.packhouse.sandbox.json.StripeJson;
import io.packhouse.sandbox.ledger.Cursor;
import io.packhouse.sandbox.ledger.LedgerState;
import io.packhouse.sandbox.ledger.LedgerTransaction;
import io.packhouse.sandbox.ledger.ListPage;
import io.packhouse.sandbox.model.Refund;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

final class RefundEndpoint {

    private static final String PATH = "/v1/refunds";
    private static final Set<String> REASONS = Set.of("duplicate", "fraudulent", "requested_by_customer");

    private RefundEndpoint() {}

    static List<Route> routes() {
        return List.of(
                Route.post(
                        PATH, RefundEndpoint::create, "payment_intent", "amount", "reason", "metadata[*]", "expand[]"),
                Route.get(PATH, RefundEndpoint::list, Lists.names("payment_intent", "charge")),
                Route.get(PATH + "/{}", RefundEndpoint::find, "expand[]"),
                Route.post(PATH + "/{}", RefundEndpoint::describe, "metadata[*]", "expand[]"));
    }

    private static ObjectNode create(Request request, LedgerTransaction ledgerTransaction) {
        var form = request.form();
        var payment = ledgerTransaction.payment(form.required("payment_intent"));
        var reason = form.text("reason");
        if (reason != null && !REASONS.contains(reason)) {
            throw StripeApiException.invalid(null, "Invalid reason: " + reason, "reason");
        }
        var asked = form.integer("amount");
        if (asked != null) {
            Amounts.checkUnit(asked, payment.terms().currency(), "amount");
        }
        var metadata = Map.copyOf(form.map("metadata"));
        var refund = PaymentOperations.refund(ledgerTransaction, payment, asked, reason, metadata);
        return shape(request, ledgerTransaction, refund);
    }

    private static ObjectNode describe(Request request, LedgerTransaction ledgerTransaction) {
        var refund = ledgerTransaction.refund(request.id());
        var words = new TreeMap<>(refund.metadata());
        words.putAll(request.form().map("metadata"));
        var described = refund.described(Map.copyOf(words));
        ledgerTransaction.fact("refund.described");
        ledgerTransaction.keep(described, "refund.updated");
        return shape(request, ledgerTransaction, described);
    }

    private static ObjectNode shape(Request request, LedgerTransaction ledgerTransaction, Refund refund) {
        return new StripeJson(request.base(), ledgerTransaction, request.form().texts("expand")).refund(refund, "");
    }

    private static ObjectNode find(Request request, LedgerState ledgerState) {
        return Lists.shapes(request, ledgerState).refund(ledgerState.refund(request.id()), "");
    }

    private static ObjectNode list(Request request, LedgerState ledgerState) {
        var shapes = Lists.shapes(request, ledgerState);
        return shapes.list(PATH, slice(request.form(), ledgerState), r -> shapes.refund(r, "data."));
    }

    private static ListPage<Refund> slice(Form form, LedgerState ledgerState) {
        Cursor cursor = Lists.cursor(form);
        var payment = form.text("payment_intent");
        var charge = form.text("charge");
        return ledgerState.refunds(
                cursor,
                r -> Lists.same(payment, r.payment())
                        && Lists.same(charge, r.charge())
                        && Lists.created(form, r.created()));
    }
}
