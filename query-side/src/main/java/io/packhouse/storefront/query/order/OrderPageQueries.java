package io.packhouse.storefront.query.order;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.ordering.api.DeliveryAddress;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The data of one order for its page, for its buyer and for staff.
@Component
class OrderPageQueries {

    private static final String VISIBLE = " from read.customer_order o where o.order_id = ? and (? or o.buyer = ?)";

    private final JdbcClient jdbc;
    private final PersonalDataCipher personalDataCipher;

    /// The reader of the page.
    record Reader(String actor, boolean staff) {}

    record ShopOrder(
            String id,
            String number,
            String buyer,
            String status,
            String paymentStatus,
            String plan,
            Money net,
            Money shipping,
            Money tax,
            Money rounding,
            Money total,
            Money dueNow,
            Money paid,
            Money refunded,
            @Nullable String dispute,
            @Nullable DeliveryAddress shipTo,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable String cancellation,
            Instant placedAt,
            Instant expiresAt) {}

    record Line(String packId, String sku, String name, int quantity, Money unitPrice, Money net) {}

    record Change(
            long position,
            String event,
            @Nullable String status,
            @Nullable String reason,
            String actor,
            Instant at) {}

    record Payment(
            String id,
            String installment,
            String status,
            Money amount,
            @Nullable String payUrl,
            @Nullable String unresolvedOperation,
            @Nullable String failure,
            Instant expiresAt) {}

    OrderPageQueries(@Qualifier("readerDataSource") DataSource reader, PersonalDataCipher personalDataCipher) {
        jdbc = JdbcClient.create(reader);
        this.personalDataCipher = personalDataCipher;
    }

    Optional<ShopOrder> one(String id, Reader reader) {
        return jdbc.sql("select o.*" + VISIBLE)
                .params(id, reader.staff(), reader.actor())
                .query((row, _) -> order(row))
                .optional();
    }

    /// The position of the last event shown on an order's page; −1 when the order is not visible.
    long version(String id, Reader reader) {
        return jdbc.sql("select greatest(o.position, (select max(p.position) from read.payment p"
                        + " where p.order_id = o.order_id))"
                        + VISIBLE)
                .params(id, reader.staff(), reader.actor())
                .query(Long.class)
                .optional()
                .orElse(-1L);
    }

    List<Line> lines(String id) {
        return jdbc.sql("select * from read.order_line where order_id = ? order by line")
                .param(id)
                .query((row, _) -> line(row))
                .list();
    }

    /// Newest first.
    List<Change> history(String id) {
        return jdbc.sql("select * from read.order_history where order_id = ? order by position desc")
                .param(id)
                .query((row, _) -> change(row))
                .list();
    }

    List<Payment> payments(String id) {
        return jdbc.sql("select * from read.payment where order_id = ? order by position")
                .param(id)
                .query((row, _) -> payment(row))
                .list();
    }

    private ShopOrder order(ResultSet row) throws SQLException {
        return new ShopOrder(
                row.getString("order_id"),
                row.getString("order_number"),
                row.getString("buyer"),
                row.getString("status"),
                row.getString("payment_status"),
                row.getString("plan"),
                money(row, "net_minor"),
                money(row, "shipping_minor"),
                money(row, "tax_minor"),
                money(row, "rounding_minor"),
                money(row, "total_minor"),
                money(row, "due_now_minor"),
                money(row, "paid_minor"),
                money(row, "refunded_minor"),
                row.getString("dispute"),
                shipTo(row),
                row.getString("carrier"),
                row.getString("tracking_number"),
                row.getString("cancellation_reason"),
                instant(row, "placed_at"),
                instant(row, "expires_at"));
    }

    private @Nullable DeliveryAddress shipTo(ResultSet row) throws SQLException {
        var closed = new EncryptedPersonal<DeliveryAddress>(
                new PersonId(row.getString("ship_to_person")),
                row.getInt("ship_to_key_version"),
                row.getString("ship_to_encrypted"));
        return personalDataCipher.open(closed, DeliveryAddress.class).orElse(null);
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getString("pack_id"),
                row.getString("sku"),
                row.getString("name"),
                row.getInt("quantity"),
                money(row, "unit_price_minor"),
                money(row, "net_minor"));
    }

    private static Change change(ResultSet row) throws SQLException {
        var actor = row.getString("actor");
        return new Change(
                row.getLong("position"),
                row.getString("event"),
                row.getString("status"),
                row.getString("reason"),
                actor == null ? "" : actor,
                instant(row, "at"));
    }

    private static Payment payment(ResultSet row) throws SQLException {
        return new Payment(
                row.getString("payment_id"),
                row.getString("installment"),
                row.getString("status"),
                money(row, "amount_minor"),
                row.getString("pay_url"),
                row.getString("unresolved_operation"),
                row.getString("failure"),
                instant(row, "expires_at"));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getLong(column), Currency.getInstance(row.getString("currency")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
