package io.packhouse.payment.query;

import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.KeysetQuery;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.PaymentStatus;
import io.packhouse.payment.api.PaymentView;
import io.packhouse.shared.api.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Payments, if the caller may see their order.
@Component
public class PaymentQueries {

    private static final String SELECT = """
            select p.* from read.payment p
            where (cast(? as text) is null or exists (
                select 1 from read.customer_order o
                where o.order_id = p.order_id and o.buyer = ?))
            """;

    private final JdbcClient jdbc;
    private final KeysetQuery<PaymentView> list =
            new KeysetQuery<>(SELECT, "p.payment_id", key -> key, true, (row, _) -> view(row), PaymentView::paymentId);

    /// The buyer whose payments may be read; null for all payments.
    public record Reader(@Nullable String buyer) {}

    record Row(long position, PaymentView view) {}

    PaymentQueries(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    KeysetPage<PaymentView> list(
            KeysetPageRequest page, @Nullable Boolean underReview, @Nullable PaymentStatus status, Reader reader) {
        var condition = "";
        var values = new ArrayList<@Nullable Object>();
        values.add(reader.buyer());
        values.add(reader.buyer());
        if (underReview != null) {
            condition += underReview ? " and p.review is not null" : " and p.review is null";
        }
        if (status != null) {
            condition += " and p.status = ?";
            values.add(status.name());
        }
        return list.read(jdbc, page, condition, values);
    }

    Optional<Row> one(PaymentId id, Reader reader) {
        return jdbc.sql(SELECT + " and p.payment_id = ?")
                .params(reader.buyer(), reader.buyer(), id.value())
                .query((found, _) -> new Row(found.getLong("position"), view(found)))
                .optional();
    }

    /// One per installment.
    public List<PaymentView> ofOrder(String order, Reader reader) {
        return jdbc.sql(SELECT + " and p.order_id = ? order by p.payment_id")
                .params(reader.buyer(), reader.buyer(), order)
                .query((row, _) -> view(row))
                .list();
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
