package io.packhouse.payment.query;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.ETags;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.KeysetQuery;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.PaymentRefusal;
import io.packhouse.payment.api.PaymentStatus;
import io.packhouse.payment.api.PaymentView;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// Payments, for the buyer of the order and for staff.
@RestController
@ReadsProjections({"projection-payments", "projection-orders"})
class PaymentsEndpoint {

    private static final String READ = "orders:read";
    private static final String READ_ALL = "orders:read-all";

    private static final String SELECT = """
            select p.* from read.payment p
            where (? or exists (
                select 1 from read.customer_order o
                where o.order_id = p.order_id and o.buyer = ?))
            """;

    private static final String PATH = "/api/v1/payments";

    private final JdbcClient jdbc;
    private final CursorCodec cursorCodec;
    private final KeysetQuery<PaymentView> list =
            new KeysetQuery<>(SELECT, "p.payment_id", key -> key, true, (row, _) -> view(row), PaymentView::paymentId);

    record Payments(List<PaymentView> items) {}

    private record Row(long position, PaymentView view) {}

    PaymentsEndpoint(@Qualifier("readerDataSource") DataSource reader, CursorCodec cursorCodec) {
        jdbc = JdbcClient.create(reader);
        this.cursorCodec = cursorCodec;
    }

    /// Payments of the newest orders first; `underReview` selects only those under review, or only
    /// the others.
    @GetMapping(PATH)
    @RequiresScope(READ)
    KeysetPage<PaymentView> list(
            @RequestParam(required = false) @Nullable Boolean underReview,
            @RequestParam(required = false) @Nullable PaymentStatus status,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        var filter = new TreeMap<String, String>();
        var condition = "";
        var values = new ArrayList<@Nullable Object>();
        values.add(caller.may(READ_ALL));
        values.add(caller.actor());
        if (underReview != null) {
            filter.put("underReview", underReview.toString());
            condition += underReview ? " and p.review is not null" : " and p.review is null";
        }
        if (status != null) {
            filter.put("status", status.name());
            condition += " and p.status = ?";
            values.add(status.name());
        }
        return list.read(jdbc, KeysetPageRequest.of(cursorCodec, PATH, filter, limit, cursor), condition, values);
    }

    @GetMapping(PATH + "/{id}")
    @RequiresScope(READ)
    ResponseEntity<PaymentView> one(@PathVariable PaymentId id, Caller caller, WebRequest request) {
        var row = jdbc.sql(SELECT + " and p.payment_id = ?")
                .params(caller.may(READ_ALL), caller.actor(), id.value())
                .query((found, _) -> new Row(found.getLong("position"), view(found)))
                .optional()
                .orElseThrow(() ->
                        new CommandRejectedException(PaymentRefusal.UNKNOWN_PAYMENT, Map.of("paymentId", id.value())));
        return ETags.own(request, String.valueOf(row.position()), row.view());
    }

    /// The payments of an order, one per installment; empty when none are visible.
    @GetMapping({"/api/v1/orders/{order}/payments", "/api/v1/payments/order/{order}"})
    @RequiresScope(READ)
    Payments ofOrder(@PathVariable String order, Caller caller) {
        return new Payments(jdbc.sql(SELECT + " and p.order_id = ? order by p.payment_id")
                .params(caller.may(READ_ALL), caller.actor(), order)
                .query((row, _) -> view(row))
                .list());
    }

    private static PaymentView view(ResultSet row) throws SQLException {
        var currency = Currency.getInstance(row.getString("currency"));
        return new PaymentView(
                row.getString("payment_id"),
                row.getString("order_id"),
                row.getString("installment"),
                row.getString("status"),
                new Money(row.getLong("amount_minor"), currency),
                new Money(row.getLong("captured_minor"), currency),
                new Money(row.getLong("refunded_minor"), currency),
                row.getString("pay_url"),
                row.getString("unresolved_operation"),
                row.getString("failure"),
                row.getString("mismatch"),
                row.getString("review"),
                row.getString("dispute"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
