package io.packhouse.analytics.query.report;

import io.packhouse.analytics.query.report.AnalyticsReports.Dashboard;
import io.packhouse.analytics.query.report.AnalyticsReports.Moments;
import io.packhouse.shared.api.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Metrics up to a point in time: counted row by row, because the stored counts have a resolution
/// of fifteen minutes.
@Component
class PointInTimeQueries {

    private static final int DAYS_OF_A_WEEK = 7;

    private final JdbcClient jdbc;

    PointInTimeQueries(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    Dashboard dashboard(ZoneId zone, Instant now) {
        var today = now.atZone(zone);
        var then = today.minusDays(DAYS_OF_A_WEEK);
        return new Dashboard(
                zone.getId(),
                moments(today.toLocalDate().atStartOfDay(zone).toInstant(), now),
                moments(then.toLocalDate().atStartOfDay(zone).toInstant(), then.toInstant()),
                number("""
                        select count(*) from read.inventory_stock
                        where low_stock_at > 0 and available <= low_stock_at"""),
                number("select count(*) from read.customer_order where status = 'PENDING'"));
    }

    private Moments moments(Instant from, Instant to) {
        return new Moments(
                from,
                to,
                reached("placed_at", from, to),
                reached("confirmed_at", from, to),
                reached("cancelled_at", from, to),
                newCustomers(from, to),
                amounts("""
                        select currency, sum(total_minor) as amount from read.sales_order
                        where confirmed_at >= ? and confirmed_at < ?
                        group by 1 order by 1""", from, to),
                money("CAPTURED", from, to),
                money("REFUNDED", from, to));
    }

    private long reached(String column, Instant from, Instant to) {
        return between(
                "select count(*) from read.sales_order where %1$s >= ? and %1$s < ?".formatted(column), from, to);
    }

    private long newCustomers(Instant from, Instant to) {
        return between(
                "select count(*) from read.sales_person where first_confirmed_at >= ? and first_confirmed_at < ?",
                from,
                to);
    }

    private List<Money> money(String kind, Instant from, Instant to) {
        return amounts(
                "select currency, sum(amount_minor) as amount from read.payment_fact"
                        + " where kind = '%s' and at >= ? and at < ? group by 1 order by 1".formatted(kind),
                from,
                to);
    }

    private List<Money> amounts(String sql, Instant from, Instant to) {
        return jdbc.sql(sql)
                .params(Period.utc(from), Period.utc(to))
                .query((row, _) -> SalesQueries.money(row, "amount"))
                .list();
    }

    private long between(String sql, Instant from, Instant to) {
        return jdbc.sql(sql)
                .params(Period.utc(from), Period.utc(to))
                .query(Long.class)
                .single();
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
