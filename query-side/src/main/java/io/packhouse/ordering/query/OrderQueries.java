package io.packhouse.ordering.query;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.ordering.api.DeliveryAddress;
import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.ordering.api.OrderTerms;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.PersonId;
import java.net.URI;
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
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Single orders, their lines and their history, if the caller may see them.
@Component
public class OrderQueries {

    private static final TypeReference<List<MissingStock>> SHORTAGES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final PersonalDataCipher personalDataCipher;
    private final JsonMapper json = JsonMapper.shared();

    /// The buyer whose orders may be read; null for all orders.
    public record Reader(@Nullable String buyer) {}

    public record Row(long position, OrderView view) {}

    OrderQueries(@Qualifier("readerDataSource") DataSource reader, PersonalDataCipher personalDataCipher) {
        jdbc = JdbcClient.create(reader);
        this.personalDataCipher = personalDataCipher;
    }

    public Optional<Row> one(String id, Reader reader) {
        return jdbc.sql("select * from read.customer_order where order_id = ?")
                .param(id)
                .query((row, _) -> new Row(row.getLong("position"), view(row)))
                .optional()
                .filter(row -> reader.buyer() == null
                        || reader.buyer().equals(row.view().buyer()));
    }

    /// The position of the last event of an order or of its payments; −1 when the order is not visible.
    public long version(String id, Reader reader) {
        return jdbc.sql("""
                        select greatest(o.position, (
                            select max(p.position) from read.payment p where p.order_id = o.order_id))
                        from read.customer_order o
                        where o.order_id = ? and (cast(? as text) is null or o.buyer = ?)
                        """)
                .params(id, reader.buyer(), reader.buyer())
                .query(Long.class)
                .optional()
                .orElse(-1L);
    }

    boolean isVisible(String id, Reader reader) {
        return jdbc.sql("select buyer from read.customer_order where order_id = ?")
                .param(id)
                .query(String.class)
                .optional()
                .filter(buyer -> reader.buyer() == null || reader.buyer().equals(buyer))
                .isPresent();
    }

    public List<OrderView.Line> lines(String id) {
        return jdbc.sql("select * from read.order_line where order_id = ? order by line")
                .param(id)
                .query((row, _) -> line(row))
                .list();
    }

    public List<OrderView.Change> history(String id) {
        var texts = personalDataCipher.texts();
        return jdbc
                .sql("select * from read.order_history where order_id = ? order by position")
                .param(id)
                .query((row, _) -> new OrderView.Change(
                        row.getLong("position"),
                        row.getString("event"),
                        row.getString("status"),
                        row.getString("reason"),
                        row.getString("note"),
                        row.getString("actor"),
                        instant(row, "at")))
                .list()
                .stream()
                .map(change -> change.withNote(texts.open(change.note())))
                .toList();
    }

    private OrderView view(ResultSet row) throws SQLException {
        return new OrderView(
                row.getString("order_id"),
                row.getString("order_number"),
                row.getString("buyer"),
                row.getString("status"),
                row.getString("payment_status"),
                row.getString("plan"),
                new OrderTerms.Totals(
                        money(row, "net_minor"),
                        money(row, "shipping_minor"),
                        money(row, "tax_minor"),
                        money(row, "rounding_minor"),
                        money(row, "total_minor"),
                        money(row, "due_now_minor"),
                        money(row, "due_later_minor")),
                money(row, "paid_minor"),
                money(row, "refunded_minor"),
                row.getString("dispute"),
                row.getInt("line_count"),
                shipTo(row),
                shipment(row),
                cancellation(row),
                json.readValue(row.getString("shortages"), SHORTAGES),
                row.getString("cart_id"),
                instant(row, "placed_at"),
                instant(row, "expires_at"),
                instant(row, "changed_at"),
                List.of());
    }

    private @Nullable DeliveryAddress shipTo(ResultSet row) throws SQLException {
        var closed = new EncryptedPersonal<DeliveryAddress>(
                new PersonId(row.getString("ship_to_person")),
                row.getInt("ship_to_key_version"),
                row.getString("ship_to_encrypted"));
        return personalDataCipher.open(closed, DeliveryAddress.class).orElse(null);
    }

    private static OrderView.@Nullable Shipment shipment(ResultSet row) throws SQLException {
        var carrier = row.getString("carrier");
        return carrier == null ? null : new OrderView.Shipment(carrier, row.getString("tracking_number"));
    }

    private OrderView.@Nullable Cancellation cancellation(ResultSet row) throws SQLException {
        var reason = row.getString("cancellation_reason");
        return reason == null
                ? null
                : new OrderView.Cancellation(
                        reason, personalDataCipher.texts().open(row.getString("cancellation_note")));
    }

    private static OrderView.Line line(ResultSet row) throws SQLException {
        return new OrderView.Line(
                row.getInt("line"),
                row.getString("pack_id"),
                row.getInt("terms_version"),
                row.getInt("manifest_version"),
                row.getString("sku"),
                row.getString("name"),
                row.getString("vendor_id"),
                row.getInt("quantity"),
                money(row, "unit_price_minor"),
                money(row, "net_minor"),
                money(row, "tax_minor"),
                row.getString("tax_class"),
                row.getInt("tax_rate_basis_points"),
                manifest(row));
    }

    private static @Nullable URI manifest(ResultSet row) throws SQLException {
        var version = row.getInt("manifest_version");
        return version == 0
                ? null
                : URI.create("/api/v1/packs/%s/manifests/%s".formatted(row.getString("pack_id"), version));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getLong(column), Currency.getInstance(row.getString("currency")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
