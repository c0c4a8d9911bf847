package io.packhouse.sandbox.stripe;

import io.packhouse.sandbox.checkout.SessionOperations;
import io.packhouse.sandbox.json.Form;
import io.packhouse.sandbox.json.Ids;
import io.packhouse.sandbox.json.Json;
import io.packhouse.sandbox.json.Request;
import io.packhouse.sandbox.json.StripeApiException;
import io.packhouse.sandbox.json.StripeJson;
import io.packhouse.sandbox.ledger.LedgerState;
import io.packhouse.sandbox.ledger.LedgerTransaction;
import io.packhouse.sandbox.model.CaptureMethod;
import io.packhouse.sandbox.model.LineItem;
import io.packhouse.sandbox.model.Session;
import io.packhouse.sandbox.model.SessionTerms;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

final class SessionEndpoint {

    private static final String PATH = "/v1/checkout/sessions";
    private static final String PRICE = "line_items[][price_data]";
    private static final long SHORTEST = 30 * 60;
    private static final long LONGEST = 24 * 3600;
    private static final long TOLERANCE = 60;

    private SessionEndpoint() {}

    static List<Route> routes() {
        return List.of(
                Route.post(
                        PATH,
                        SessionEndpoint::create,
                        "mode",
                        "success_url",
                        "cancel_url",
                        "client_reference_id",
                        "expires_at",
                        "currency",
                        "customer_email",
                        "locale",
                        "submit_type",
                        "expand[]",
                        "payment_method_types[]",
                        "metadata[*]",
                        "line_items[][quantity]",
                        PRICE + "[currency]",
                        PRICE + "[unit_amount]",
                        PRICE + "[product_data][name]",
                        PRICE + "[product_data][description]",
                        PRICE + "[product_data][metadata][*]",
                        "payment_intent_data[capture_method]",
                        "payment_intent_data[description]",
                        "payment_intent_data[metadata][*]"),
                Route.get(PATH, SessionEndpoint::list, Lists.names("payment_intent", "status")),
                Route.get(PATH + "/{}", SessionEndpoint::find, "expand[]"),
                Route.post(PATH + "/{}/expire", SessionEndpoint::expire, "expand[]"));
    }

    private static ObjectNode create(Request request, LedgerTransaction ledgerTransaction) {
        var session = new Session(
                Ids.session(),
                ledgerTransaction.now(),
                terms(request.form(), ledgerTransaction.now()),
                Session.Status.OPEN,
                false,
                null);
        ledgerTransaction.fact("session.opened");
        ledgerTransaction.keep(session);
        return shown(
                new StripeJson(request.base(), ledgerTransaction, request.form().texts("expand")), session);
    }

    private static SessionTerms terms(Form form, long now) {
        if (!form.required("mode").equals("payment")) {
            throw StripeApiException.invalid(null, "The sandbox knows mode=payment only.", "mode");
        }
        var items = form.list("line_items");
        if (items.isEmpty() || items.size() > 100) {
            throw StripeApiException.invalid(
                    "parameter_missing", "Between 1 and 100 line_items are needed.", "line_items");
        }
        var payment = form.under("payment_intent_data");
        var terms = new SessionTerms(
                items.stream().map(SessionEndpoint::line).toList(),
                currency(items),
                payment.choice("capture_method", CaptureMethod.AUTOMATIC, CaptureMethod.class),
                Map.copyOf(form.map("metadata")),
                Map.copyOf(payment.map("metadata")),
                form.text("client_reference_id"),
                url(form, form.required("success_url"), "success_url"),
                url(form, form.text("cancel_url"), "cancel_url"),
                expiry(form.integer("expires_at"), now));
        Amounts.check(total(terms), terms.currency(), "line_items");
        return terms;
    }

    private static LineItem line(Form item) {
        var price = item.under("price_data");
        long amount = price.requiredInteger("unit_amount");
        Long asked = item.integer("quantity");
        long quantity = asked == null ? 1 : asked;
        if (amount < 0 || amount > Amounts.LARGEST) {
            throw StripeApiException.invalid("parameter_invalid_integer", "Invalid amount", price.name("unit_amount"));
        }
        Amounts.checkUnit(amount, Amounts.currency(price), price.name("unit_amount"));
        if (quantity < 1 || quantity > 1_000_000) {
            throw StripeApiException.invalid("parameter_invalid_integer", "Invalid quantity", item.name("quantity"));
        }
        return new LineItem(price.under("product_data").required("name"), amount, quantity);
    }

    private static long total(SessionTerms terms) {
        try {
            return terms.amount();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private static String currency(List<Form> items) {
        Set<String> named = items.stream()
                .map(item -> Amounts.currency(item.under("price_data")))
                .collect(Collectors.toSet());
        if (named.size() == 1) return named.iterator().next();
        throw StripeApiException.invalid(null, "All line items must have the same currency.", "line_items");
    }

    private static <T extends @Nullable String> T url(Form form, T url, String param) {
        if (url == null || url.matches("https?://\\S{1,5000}")) return url;
        throw StripeApiException.invalid("url_invalid", "Not a valid URL", form.name(param));
    }

    private static long expiry(@Nullable Long asked, long now) {
        if (asked == null) return now + LONGEST;
        if (asked < now + SHORTEST - TOLERANCE || asked > now + LONGEST + TOLERANCE) {
            throw StripeApiException.invalid(
                    null,
                    "The `expires_at` timestamp must be at least 30 minutes and at most 24 hours"
                            + " from Checkout Session creation.",
                    "expires_at");
        }
        return asked;
    }

    private static ObjectNode find(Request request, LedgerState ledgerState) {
        return shown(
                new StripeJson(request.base(), ledgerState, request.form().texts("expand")),
                ledgerState.session(request.id()));
    }

    private static ObjectNode expire(Request request, LedgerTransaction ledgerTransaction) {
        var expired = SessionOperations.expire(ledgerTransaction, ledgerTransaction.session(request.id()));
        return shown(
                new StripeJson(request.base(), ledgerTransaction, request.form().texts("expand")), expired);
    }

    private static ObjectNode shown(StripeJson stripeJson, Session session) {
        return stripeJson.session(session, "");
    }

    private static ObjectNode list(Request request, LedgerState ledgerState) {
        var stripeJson = Lists.shapes(request, ledgerState);
        var payment = request.form().text("payment_intent");
        var status = request.form().text("status");
        var slice = ledgerState.sessions(
                Lists.cursor(request.form()),
                s -> Lists.same(payment, s.payment()) && Lists.same(status, Json.word(s.status())));
        return stripeJson.list(PATH, slice, s -> stripeJson.session(s, "data."));
    }
}
