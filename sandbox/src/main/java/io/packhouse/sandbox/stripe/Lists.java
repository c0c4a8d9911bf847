package io.packhouse.sandbox.stripe;

import io.packhouse.sandbox.json.Form;
import io.packhouse.sandbox.json.Request;
import io.packhouse.sandbox.json.StripeApiException;
import io.packhouse.sandbox.json.StripeJson;
import io.packhouse.sandbox.ledger.Cursor;
import io.packhouse.sandbox.ledger.LedgerState;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Common parts of Stripe's lists.
final class Lists {

    private Lists() {}

    static String[] names(String... own) {
        var common = List.of(
                "limit",
                "starting_after",
                "ending_before",
                "expand[]",
                "created",
                "created[gt]",
                "created[gte]",
                "created[lt]",
                "created[lte]");
        return Stream.concat(common.stream(), Stream.of(own)).toArray(String[]::new);
    }

    static Cursor cursor(Form form) {
        var asked = form.integer("limit");
        long limit = asked == null ? 10 : asked;
        if (limit < 1 || limit > 100) {
            throw StripeApiException.invalid("parameter_invalid_integer", "Limit must be between 1 and 100.", "limit");
        }
        var after = form.text("starting_after");
        var before = form.text("ending_before");
        if (after != null && before != null) {
            throw StripeApiException.invalid(null, "Only one of starting_after, ending_before.", "ending_before");
        }
        return new Cursor((int) limit, after, before);
    }

    static StripeJson shapes(Request request, LedgerState ledgerState) {
        return new StripeJson(request.base(), ledgerState, request.form().texts("expand"));
    }

    static boolean created(Form form, long at) {
        var range = form.under("created");
        var exact = form.integer("created");
        var above = range.integer("gt");
        var from = range.integer("gte");
        var below = range.integer("lt");
        var upTo = range.integer("lte");
        return (exact == null || at == exact)
                && (above == null || at > above)
                && (from == null || at >= from)
                && (below == null || at < below)
                && (upTo == null || at <= upTo);
    }

    static boolean same(@Nullable String wanted, @Nullable String value) {
        return wanted == null || Objects.equals(wanted, value);
    }
}
