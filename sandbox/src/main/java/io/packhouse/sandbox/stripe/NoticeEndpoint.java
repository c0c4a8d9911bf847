package io.packhouse.sandbox.stripe;

import io.packhouse.sandbox.ledger.Books;
import io.packhouse.sandbox.ledger.Notice;
import io.packhouse.sandbox.wire.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Stripe's events, for who missed a webhook.
final class NoticeEndpoint {

    private static final String PATH = "/v1/events";

    private NoticeEndpoint() {}

    static List<Route> routes() {
        return List.of(
                Route.get(
                        PATH,
                        NoticeEndpoint::list,
                        Lists.names("type", "types[]", "delivery_success")),
                Route.get(PATH + "/{}", NoticeEndpoint::find, "expand[]"));
    }

    private static ObjectNode find(Call call, Books books) {
        var notice = books.notice(call.id());
        return Lists.shapes(call, books).notice(notice, books.isUndelivered(notice.id()));
    }

    private static ObjectNode list(Call call, Books books) {
        var form = call.form();
        var type = form.text("type");
        var types = form.texts("types");
        var delivered = form.text("delivery_success");
        var slice =
                books.notices(
                        Lists.cursor(form),
                        n ->
                                isOf(n, type)
                                        && (types.isEmpty() || types.contains(n.type()))
                                        && Lists.same(
                                                delivered,
                                                String.valueOf(!books.isUndelivered(n.id())))
                                        && Lists.created(form, n.created()));
        var shapes = Lists.shapes(call, books);
        return shapes.list(PATH, slice, n -> shapes.notice(n, books.isUndelivered(n.id())));
    }

    private static boolean isOf(Notice notice, @Nullable String type) {
        if (type == null) return true;
        if (!type.endsWith("*")) return type.equals(notice.type());
        return notice.type().startsWith(type.substring(0, type.length() - 1));
    }
}
