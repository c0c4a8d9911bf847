package io.packhouse.analytics.query.report;

import io.packhouse.analytics.query.report.AnalyticsReports.Product;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Sales by product: stored counts for complete UTC days, and order by order for the rest of a
/// period in another time zone.
@Component
class ProductAnalytics {

    private static final String PRODUCTS = """
            with sold as (
                select pack_id, currency, name, orders, quantity, net_minor from read.product_day
                where day >= :firstDay and day < :endDay
                union all
                select l.pack_id, l.currency, max(l.name), count(distinct l.order_id),
                    sum(l.quantity), sum(l.net_minor)
                from read.sales_order o join read.order_line l using (order_id)
                where (o.confirmed_at >= :begin and o.confirmed_at < :first)
                    or (o.confirmed_at >= :last and o.confirmed_at < :end)
                group by 1, 2)
            select pack_id, max(name) as name, cast(sum(orders) as bigint) as orders,
                cast(sum(quantity) as bigint) as quantity, currency,
                cast(sum(net_minor) as bigint) as net_minor
            from sold group by pack_id, currency
            order by sum(net_minor) desc, pack_id limit :limit
            """;

    private final JdbcClient jdbc;

    ProductAnalytics(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    List<Product> of(Period period, int limit) {
        var first = period.firstWhole();
        var last = period.endOfWhole();
        var none = last.isBefore(first); // Shorter than a day, within one UTC day.
        return jdbc.sql(PRODUCTS)
                .param("firstDay", first)
                .param("endDay", last)
                .param("begin", period.begin())
                .param("first", none ? period.end() : Period.midnight(first))
                .param("last", none ? period.end() : Period.midnight(last))
                .param("end", period.end())
                .param("limit", limit)
                .query((row, _) -> new Product(
                        row.getString("pack_id"),
                        row.getString("name"),
                        row.getLong("orders"),
                        row.getLong("quantity"),
                        SalesQueries.money(row, "net_minor")))
                .list();
    }
}
