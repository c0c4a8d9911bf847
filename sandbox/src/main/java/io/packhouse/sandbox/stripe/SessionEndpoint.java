package io.packhouse.sandbox.stripe;

import io.packhouse.sandbox.checkout.Checkout;
import io.packhouse.sandbox.ledger.Books;
import io.packhouse.sandbox.ledger.Draft;
import io.packhouse.sandbox.money.CaptureMethod;
import io.packhouse.sandbox.money.LineItem;
import io.packhouse.sandbox.money.Session;
import io.packhouse.sandbox.money.SessionTerms;
import io.packhouse.sandbox.wire.Call;
import io.packhouse.sandbox.wire.Form;
import io.packhouse.sandbox.wire.Ids;
import io.packhouse.sandbox.wire.Json;
import io.packhouse.sandbox.wire.Shapes;
import io.packhouse.sandbox.wire.StripeFailure;
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

    private static ObjectNode create(Call call, Draft draft) {
        var session =
                new Session(
                        Ids.session(),
                        draft.now(),
                        terms(call.form(), draft.now()),
                        Session.Status.OPEN,
                        false,
                        null);
        draft.fact("session.opened");
        draft.keep(session);
        return shown(new Shapes(call.base(), draft, call.form().texts("expand")), session);
    }

    private static SessionTerms terms(Form form, long now) {
        if (!form.required("mode").equals("payment")) {
            throw StripeFailure.invalid(null, "The sandbox knows mode=payment only.", "mode");
        }
        var items = form.list("line_items");
        if (items.isEmpty() || items.size() > 100) {
            throw StripeFailure.invalid(
                    "parameter_missing", "Between 1 and 100 line_items are needed.", "line_items");
        }
        var payment = form.under("payment_intent_data");
        var terms =
                new SessionTerms(
                        items.stream().map(SessionEndpoint::line).toList(),
                        currency(items),
                        payment.choice(
                                "capture_method", CaptureMethod.AUTOMATIC, CaptureMethod.class),
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
            throw StripeFailure.invalid(
                    "parameter_invalid_integer", "Invalid amount", price.name("unit_amount"));
        }
        Amounts.checkUnit(amount, Amounts.currency(price), price.name("unit_amount"));
        if (quantity < 1 || quantity > 1_000_000) {
            throw StripeFailure.invalid(
                    "parameter_invalid_integer", "Invalid quantity", item.name("quantity"));
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
        Set<String> named =
                items.stream()
                        .map(item -> Amounts.currency(item.under("price_data")))
                        .collect(Collectors.toSet());
        if (named.size() == 1) return named.iterator().next();
        throw StripeFailure.invalid(
                null, "All line items must have the same currency.", "line_items");
    }

    private static <T extends @Nullable String> T url(Form form, T url, String param) {
        if (url == null || url.matches("https?://\\S{1,5000}")) return url;
        throw StripeFailure.invalid("url_invalid", "Not a valid URL", form.name(param));
    }

    private static long expiry(@Nullable Long asked, long now) {
        if (asked == null) return now + LONGEST;
        if (asked < now + SHORTEST - TOLERANCE || asked > now + LONGEST + TOLERANCE) {
            throw StripeFailure.invalid(
                    null,
                    "The `expires_at` timestamp must be at least 30 minutes and at most 24 hours"
                            + " from Checkout Session creation.",
                    "expires_at");
        }
        return asked;
    }

    private static ObjectNode find(Call call, Books books) {
        return shown(
                new Shapes(call.base(), books, call.form().texts("expand")),
                books.session(call.id()));
    }

    private static ObjectNode expire(Call call, Draft draft) {
        var expired = Checkout.expire(draft, draft.session(call.id()));
        return shown(new Shapes(call.base(), draft, call.form().texts("expand")), expired);
    }

    private static ObjectNode shown(Shapes shapes, Session session) {
        return shapes.session(session, "");
    }

    private static ObjectNode list(Call call, Books books) {
        var shapes = Lists.shapes(call, books);
        var payment = call.form().text("payment_intent");
        var status = call.form().text("status");
        var slice =
                books.sessions(
                        Lists.cursor(call.form()),
                        s ->
                                Lists.same(payment, s.payment())
                                        && Lists.same(status, Json.word(s.status())));
        return shapes.list(PATH, slice, s -> shapes.session(s, "data."));
    }
}
