package io.packhouse.analytics.query.report;

import io.packhouse.analytics.query.report.AnalyticsReports.Stock;
import io.packhouse.analytics.query.report.AnalyticsReports.StockItem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Rate of stock movements, from the movement journal; items that run out first come first.
@Component
class StockAnalytics {

    /// The stock at a moment is the current stock minus the movements since.
    private static final String ITEMS = """
            with moved as (
                select item_id,
                    sum(quantity) filter (where action = 'COMMITTED' and at >= :begin
                        and at < :end) as sold,
                    sum(quantity) filter (where action = 'DISPATCHED' and at >= :begin
                        and at < :end) as dispatched,
                    sum(case when action = 'DISPATCHED' then -quantity else quantity end)
                        filter (where action in ('RECEIVED', 'RETURNED', 'CORRECTED', 'DISPATCHED'))
                        as came_since_begin,
                    sum(case when action = 'DISPATCHED' then -quantity else quantity end)
                        filter (where action in ('RECEIVED', 'RETURNED', 'CORRECTED', 'DISPATCHED')
                            and at >= :end) as came_since_end
                from read.inventory_movement where at >= :begin
                group by item_id),
            listed as (
                select s.*, coalesce(m.sold, 0) as sold, coalesce(m.dispatched, 0) as dispatched,
                    2 * s.on_hand - coalesce(m.came_since_begin, 0)
                        - coalesce(m.came_since_end, 0) as lay_twice,
                    case when m.sold > 0
                        then greatest(s.available, 0) * cast(:days as bigint) / m.sold end as cover
                from read.inventory_stock s
                left join moved m using (item_id)
                where not :lowOnly or (s.low_stock_at > 0 and s.available <= s.low_stock_at)
                order by cover nulls last, s.item_id limit :limit)
            select l.*,
                (select cast(:now as timestamptz)::date - max(at)::date
                    from read.inventory_movement m
                    where m.item_id = l.item_id and m.action = 'RECEIVED') as since_receipt,
                (select cast(:now as timestamptz)::date - max(at)::date
                    from read.inventory_movement m
                    where m.item_id = l.item_id and m.action = 'DISPATCHED') as since_dispatch
            from listed l order by cover nulls last, item_id
            """;

    private final JdbcClient jdbc;

    StockAnalytics(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    Stock of(Period period, boolean lowOnly, int limit, Instant now) {
        return new Stock(
                period.first(),
                period.last(),
                period.zone().getId(),
                number("""
                        select count(*) from read.inventory_stock
                        where low_stock_at > 0 and available <= low_stock_at"""),
                number("select count(*) from read.inventory_stock"),
                items(period, lowOnly, limit, now));
    }

    private List<StockItem> items(Period period, boolean lowOnly, int limit, Instant now) {
        return jdbc.sql(ITEMS)
                .param("begin", period.begin())
                .param("end", period.end())
                .param("days", period.days())
                .param("lowOnly", lowOnly)
                .param("limit", limit)
                .param("now", Period.utc(now))
                .query((row, _) -> item(row))
                .list();
    }

    private static StockItem item(ResultSet row) throws SQLException {
        var dispatched = row.getLong("dispatched");
        var available = row.getLong("available");
        var lowStockAt = row.getLong("low_stock_at");
        return new StockItem(
                row.getString("item_id"),
                row.getString("sku"),
                row.getLong("on_hand"),
                available,
                lowStockAt > 0 && available <= lowStockAt,
                lowStockAt,
                row.getLong("sold"),
                dispatched,
                number(row, "cover"),
                BasisPoints.basisPoints(2 * dispatched, Math.max(0, row.getLong("lay_twice"))),
                number(row, "since_receipt"),
                number(row, "since_dispatch"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
