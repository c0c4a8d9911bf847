package io.packhouse.sandbox.stripe;

import io.packhouse.sandbox.checkout.PaymentOperations;
import io.packhouse.sandbox.journal.StoredResponse;
import io.packhouse.sandbox.json.Form;
import io.packhouse.sandbox.json.Ids;
import io.packhouse.sandbox.json.Json;
import io.packhouse.sandbox.json.Request;
import io.packhouse.sandbox.json.StripeApiException;
import io.packhouse.sandbox.json.StripeJson;
import io.packhouse.sandbox.ledger.LedgerState;
import io.packhouse.sandbox.ledger.LedgerTransaction;
import io.packhouse.sandbox.model.CaptureMethod;
import io.packhouse.sandbox.model.Payment;
import io.packhouse.sandbox.model.PaymentTerms;
import io.packhouse.sandbox.model.TestCard;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

final class PaymentEndpoint {

    private static final String PATH = "/v1/payment_intents";
    private static final Set<String> REASONS = Set.of("duplicate", "fraudulent", "requested_by_customer", "abandoned");

    private PaymentEndpoint() {}

    static List<Route> routes() {
        return List.of(
                Route.attempt(
                        PATH,
                        PaymentEndpoint::create,
                        "amount",
                        "currency",
                        "capture_method",
                        "confirm",
                        "payment_method",
                        "payment_method_types[]",
                        "description",
                        "metadata[*]",
                        "return_url",
                        "off_session",
                        "expand[]",
                        "automatic_payment_methods[enabled]",
                        "automatic_payment_methods[allow_redirects]"),
                Route.get(PATH, PaymentEndpoint::list, Lists.names()),
                Route.get(PATH + "/{}", PaymentEndpoint::find, "expand[]", "client_secret"),
                Route.attempt(
                        PATH + "/{}/confirm",
                        PaymentEndpoint::confirm,
                        "payment_method",
                        "return_url",
                        "off_session",
                        "expand[]"),
                Route.post(PATH + "/{}/capture", PaymentEndpoint::capture, "amount_to_capture", "expand[]"),
                Route.post(PATH + "/{}/cancel", PaymentEndpoint::cancel, "cancellation_reason", "expand[]"));
    }

    private static StoredResponse create(Request request, LedgerTransaction ledgerTransaction) {
        var form = request.form();
        long amount = form.requiredInteger("amount");
        var currency = Amounts.currency(form);
        Amounts.check(amount, currency, "amount");
        var terms = new PaymentTerms(
                amount,
                currency,
                form.choice("capture_method", CaptureMethod.AUTOMATIC, CaptureMethod.class),
                Map.copyOf(form.map("metadata")),
                null);
        var begun = Payment.begun(Ids.payment(), ledgerTransaction.now(), terms);
        ledgerTransaction.fact("payment.begun");
        var payment = form.text("payment_method") == null ? begun : begun.with(card(form));
        ledgerTransaction.keep(payment, "payment_intent.created");
        if (!"true".equals(form.text("confirm"))) return shown(request, ledgerTransaction, payment);
        return pay(request, ledgerTransaction, payment);
    }

    private static StoredResponse confirm(Request request, LedgerTransaction ledgerTransaction) {
        var payment = ledgerTransaction.payment(request.id());
        if (payment.terms().session() != null) {
            throw StripeApiException.refused(
                    "payment_intent_unexpected_state",
                    "You cannot confirm a PaymentIntent that was created by Checkout.");
        }
        if (!payment.status().mayConfirm()) {
            throw PaymentOperations.wrongState(payment, "confirmed", "requires_payment_method, requires_confirmation");
        }
        var named = request.form().text("payment_method") != null;
        return pay(request, ledgerTransaction, named ? payment.with(card(request.form())) : payment);
    }

    private static StoredResponse pay(Request request, LedgerTransaction ledgerTransaction, Payment payment) {
        var card = payment.card();
        if (card == null) {
            throw StripeApiException.invalid(
                    "parameter_missing",
                    "You cannot confirm this PaymentIntent because it's missing a payment method.",
                    "payment_method");
        }
        var after = PaymentOperations.pay(ledgerTransaction, payment, card);
        var failure = after.lastError();
        if (failure == null) return shown(request, ledgerTransaction, after);
        var shapes = new StripeJson(request.base(), ledgerTransaction, List.of());
        return new StoredResponse(402, Json.text(shapes.declined(after, failure)));
    }

    private static TestCard card(Form form) {
        var method = form.required("payment_method");
        return TestCard.ofMethod(method)
                .orElseThrow(() -> StripeApiException.missing("PaymentMethod", method, "payment_method"));
    }

    private static StoredResponse shown(Request request, LedgerTransaction ledgerTransaction, Payment payment) {
        return new StoredResponse(200, Json.text(shape(request, ledgerTransaction, payment)));
    }

    private static ObjectNode shape(Request request, LedgerTransaction ledgerTransaction, Payment payment) {
        return new StripeJson(request.base(), ledgerTransaction, request.form().texts("expand")).payment(payment, "");
    }

    private static ObjectNode capture(Request request, LedgerTransaction ledgerTransaction) {
        var payment = ledgerTransaction.payment(request.id());
        var asked = request.form().integer("amount_to_capture");
        if (asked != null) {
            Amounts.checkUnit(asked, payment.terms().currency(), "amount_to_capture");
        }
        return shape(request, ledgerTransaction, PaymentOperations.capture(ledgerTransaction, payment, asked));
    }

    private static ObjectNode cancel(Request request, LedgerTransaction ledgerTransaction) {
        var payment = ledgerTransaction.payment(request.id());
        var reason = request.form().text("cancellation_reason");
        if (reason != null && !REASONS.contains(reason)) {
            throw StripeApiException.invalid(null, "Invalid cancellation_reason", "cancellation_reason");
        }
        var sessionId = payment.terms().session();
        if (sessionId != null && ledgerTransaction.session(sessionId).isOpen()) {
            throw StripeApiException.refused(
                    "payment_intent_unexpected_state",
                    "You cannot cancel the PaymentIntent of an open Checkout Session. Expire the session instead.");
        }
        var word = reason == null ? "requested_by_customer" : reason;
        return shape(request, ledgerTransaction, PaymentOperations.cancel(ledgerTransaction, payment, word));
    }

    private static ObjectNode find(Request request, LedgerState ledgerState) {
        return Lists.shapes(request, ledgerState).payment(ledgerState.payment(request.id()), "");
    }

    private static ObjectNode list(Request request, LedgerState ledgerState) {
        var shapes = Lists.shapes(request, ledgerState);
        var form = request.form();
        var slice = ledgerState.payments(Lists.cursor(form), p -> Lists.created(form, p.created()));
        return shapes.list(PATH, slice, p -> shapes.payment(p, "data."));
    }
}
