package io.packhouse.sandbox.stripe;

import io.packhouse.sandbox.checkout.Till;
import io.packhouse.sandbox.journal.Answer;
import io.packhouse.sandbox.ledger.Books;
import io.packhouse.sandbox.ledger.Draft;
import io.packhouse.sandbox.money.CaptureMethod;
import io.packhouse.sandbox.money.Payment;
import io.packhouse.sandbox.money.PaymentTerms;
import io.packhouse.sandbox.money.TestCard;
import io.packhouse.sandbox.wire.Call;
import io.packhouse.sandbox.wire.Form;
import io.packhouse.sandbox.wire.Ids;
import io.packhouse.sandbox.wire.Json;
import io.packhouse.sandbox.wire.Shapes;
import io.packhouse.sandbox.wire.StripeFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

final class PaymentEndpoint {

    private static final String PATH = "/v1/payment_intents";
    private static final Set<String> REASONS =
            Set.of("duplicate", "fraudulent", "requested_by_customer", "abandoned");

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
                Route.post(
                        PATH + "/{}/capture",
                        PaymentEndpoint::capture,
                        "amount_to_capture",
                        "expand[]"),
                Route.post(
                        PATH + "/{}/cancel",
                        PaymentEndpoint::cancel,
                        "cancellation_reason",
                        "expand[]"));
    }

    private static Answer create(Call call, Draft draft) {
        var form = call.form();
        long amount = form.requiredInteger("amount");
        var currency = Amounts.currency(form);
        Amounts.check(amount, currency, "amount");
        var terms =
                new PaymentTerms(
                        amount,
                        currency,
                        form.choice("capture_method", CaptureMethod.AUTOMATIC, CaptureMethod.class),
                        Map.copyOf(form.map("metadata")),
                        null);
        var begun = Payment.begun(Ids.payment(), draft.now(), terms);
        draft.fact("payment.begun");
        var payment = form.text("payment_method") == null ? begun : begun.with(card(form));
        draft.keep(payment, "payment_intent.created");
        if (!"true".equals(form.text("confirm"))) return shown(call, draft, payment);
        return pay(call, draft, payment);
    }

    private static Answer confirm(Call call, Draft draft) {
        var payment = draft.payment(call.id());
        if (payment.terms().session() != null) {
            throw StripeFailure.refused(
                    "payment_intent_unexpected_state",
                    "You cannot confirm a PaymentIntent that was created by Checkout.");
        }
        if (!payment.status().mayConfirm()) {
            throw Till.wrongState(
                    payment, "confirmed", "requires_payment_method, requires_confirmation");
        }
        var named = call.form().text("payment_method") != null;
        return pay(call, draft, named ? payment.with(card(call.form())) : payment);
    }

    private static Answer pay(Call call, Draft draft, Payment payment) {
        var card = payment.card();
        if (card == null) {
            throw StripeFailure.invalid(
                    "parameter_missing",
                    "You cannot confirm this PaymentIntent because it's missing a payment method.",
                    "payment_method");
        }
        var after = Till.pay(draft, payment, card);
        var failure = after.lastError();
        if (failure == null) return shown(call, draft, after);
        var shapes = new Shapes(call.base(), draft, List.of());
        return new Answer(402, Json.text(shapes.declined(after, failure)));
    }

    private static TestCard card(Form form) {
        var method = form.required("payment_method");
        return TestCard.ofMethod(method)
                .orElseThrow(
                        () -> StripeFailure.missing("PaymentMethod", method, "payment_method"));
    }

    private static Answer shown(Call call, Draft draft, Payment payment) {
        return new Answer(200, Json.text(shape(call, draft, payment)));
    }

    private static ObjectNode shape(Call call, Draft draft, Payment payment) {
        return new Shapes(call.base(), draft, call.form().texts("expand")).payment(payment, "");
    }

    private static ObjectNode capture(Call call, Draft draft) {
        var payment = draft.payment(call.id());
        var asked = call.form().integer("amount_to_capture");
        if (asked != null) {
            Amounts.checkUnit(asked, payment.terms().currency(), "amount_to_capture");
        }
        return shape(call, draft, Till.capture(draft, payment, asked));
    }

    private static ObjectNode cancel(Call call, Draft draft) {
        var payment = draft.payment(call.id());
        var reason = call.form().text("cancellation_reason");
        if (reason != null && !REASONS.contains(reason)) {
            throw StripeFailure.invalid(null, "Invalid cancellation_reason", "cancellation_reason");
        }
        var sessionId = payment.terms().session();
        if (sessionId != null && draft.session(sessionId).isOpen()) {
            throw StripeFailure.refused(
                    "payment_intent_unexpected_state",
                    "You cannot cancel the PaymentIntent of an open Checkout Session. Expire the"
                            + " session instead.");
        }
        var word = reason == null ? "requested_by_customer" : reason;
        return shape(call, draft, Till.cancel(draft, payment, word));
    }

    private static ObjectNode find(Call call, Books books) {
        return Lists.shapes(call, books).payment(books.payment(call.id()), "");
    }

    private static ObjectNode list(Call call, Books books) {
        var shapes = Lists.shapes(call, books);
        var form = call.form();
        var slice = books.payments(Lists.cursor(form), p -> Lists.created(form, p.created()));
        return shapes.list(PATH, slice, p -> shapes.payment(p, "data."));
    }
}
