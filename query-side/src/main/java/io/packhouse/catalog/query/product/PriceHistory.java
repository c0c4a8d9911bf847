package io.packhouse.catalog.query.product;

import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.KeysetQuery;
import io.packhouse.shared.api.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The price changes of packs, newest first.
@Component
class PriceHistory {

    /// The prices in force in the 30 days before a change, including a price that started earlier.
    private static final String SELECT = """
            select c.*, (
                select min(f.amount_minor) from read.price_period f
                where f.pack_id = c.pack_id and f.currency = c.currency
                    and f.started_position < c.position
                    and coalesce(f.ended_at, c.at) > c.at - interval '30 days') as lowest
            from (
                select *, lead(position) over (partition by pack_id, currency order by position)
                    as following
                from read.price_change where pack_id = any (?)) c
            where true
            """;

    private static final String SOLD_AT = """
             and exists (
                select from read.price_period f
                where f.pack_id = c.pack_id and f.currency = c.currency
                    and f.started_position >= c.position
                    and (following is null or f.started_position < following))
            """;

    private static final KeysetQuery<PriceChange> LIST = new KeysetQuery<>(
            SELECT, "c.position", Long::valueOf, true, (row, _) -> change(row), PriceChange::position);

    private final JdbcClient jdbc;

    /// One change of one price, net of tax. `before` is the replaced price; `lowestIn30DaysBefore`
    /// the lowest price at which it was on sale in the 30 days before the change, null when it was
    /// not on sale then.
    record PriceChange(
            long position,
            String packId,
            Money price,
            @Nullable Money before,
            @Nullable Money lowestIn30DaysBefore,
            Instant at) {}

    PriceHistory(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    boolean knows(PackId pack) {
        return jdbc.sql("select pack_id from read.pack where pack_id = ?")
                .param(pack.value())
                .query(String.class)
                .optional()
                .isPresent();
    }

    /// Prices that were on sale, or with `all` every price that was set.
    KeysetPage<PriceChange> read(
            KeysetPageRequest keysetPageRequest, List<String> packs, @Nullable String currency, boolean all) {
        var values = new ArrayList<@Nullable Object>();
        values.add(packs.toArray(String[]::new));
        if (currency != null) {
            values.add(currency);
        }
        return LIST.read(
                jdbc,
                keysetPageRequest,
                (all ? "" : SOLD_AT) + (currency == null ? "" : " and c.currency = ?"),
                values);
    }

    private static PriceChange change(ResultSet row) throws SQLException {
        return new PriceChange(
                row.getLong("position"),
                row.getString("pack_id"),
                new Money(row.getLong("amount_minor"), currency(row)),
                money(row, "before_minor"),
                money(row, "lowest"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        var amount = row.getObject(column, Long.class);
        return amount == null ? null : new Money(amount, currency(row));
    }

    private static Currency currency(ResultSet row) throws SQLException {
        return Currency.getInstance(row.getString("currency"));
    }
}
