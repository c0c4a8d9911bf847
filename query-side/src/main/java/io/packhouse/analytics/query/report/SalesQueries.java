package io.packhouse.analytics.query.report;

import io.packhouse.analytics.query.report.AnalyticsReports.Counted;
import io.packhouse.analytics.query.report.AnalyticsReports.DayOrders;
import io.packhouse.analytics.query.report.AnalyticsReports.DaySales;
import io.packhouse.analytics.query.report.AnalyticsReports.Funnel;
import io.packhouse.analytics.query.report.AnalyticsReports.Sales;
import io.packhouse.shared.api.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Orders and revenue over whole days, from the stored counts where their resolution is sufficient.
@Component
class SalesQueries {

    /// The stored counts of the period in one shape: the hourly ones where its days start on full
    /// hours.
    private static final String COUNTS = """
            with counts as (
                select at, measure, currency, number, amount_minor from read.sales_{step}
                where at >= :begin and at < :end and measure = 'CONFIRMED'
                union all
                select at, measure, currency, number, amount_minor from read.payment_{step}
                where at >= :begin and at < :end and measure in ('CAPTURED', 'REFUNDED'))
            """;

    private static final String SUMS = """
                coalesce(sum(number) filter (where measure = 'CONFIRMED'), 0) as confirmed,
                coalesce(sum(amount_minor) filter (where measure = 'CONFIRMED'), 0)
                    as confirmed_minor,
                coalesce(sum(amount_minor) filter (where measure = 'CAPTURED'), 0)
                    as captured_minor,
                coalesce(sum(amount_minor) filter (where measure = 'REFUNDED'), 0)
                    as refunded_minor
            from counts where measure in ('CONFIRMED', 'CAPTURED', 'REFUNDED')
            """;

    private final JdbcClient jdbc;

    SalesQueries(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    List<Sales> totals(Period period) {
        return over(COUNTS + "select currency, " + SUMS + " group by currency order by 1", period)
                .query((row, _) -> sales(row))
                .list();
    }

    List<DaySales> perDay(Period period) {
        return over(
                        COUNTS
                                + "select (at at time zone :zone)::date as day, currency, "
                                + SUMS
                                + " group by 1, 2 order by 1, 2",
                        period)
                .query((row, _) -> new DaySales(day(row), sales(row)))
                .list();
    }

    Funnel funnel(Period period) {
        return over("""
                        select coalesce(sum(number) filter (where measure = 'PLACED'), 0) as placed,
                            coalesce(sum(number) filter (where measure = 'ACCEPTED'), 0)
                                as accepted,
                            coalesce(sum(number) filter (where measure = 'CONFIRMED'), 0)
                                as confirmed,
                            coalesce(sum(number) filter (where measure = 'PROCESSED'), 0)
                                as processed,
                            coalesce(sum(number) filter (where measure = 'SHIPPED'), 0) as shipped,
                            coalesce(sum(number) filter (where measure = 'DELIVERED'), 0)
                                as delivered,
                            coalesce(sum(number) filter (where measure = 'REJECTED'), 0)
                                as rejected,
                            coalesce(sum(number) filter (where measure = 'CANCELLED'), 0)
                                as cancelled
                        from read.order_stage_count
                        where at >= :begin and at < :end
                        """, period)
                .query((row, _) -> new Funnel(
                        row.getLong("placed"),
                        row.getLong("accepted"),
                        row.getLong("confirmed"),
                        row.getLong("processed"),
                        row.getLong("shipped"),
                        row.getLong("delivered"),
                        row.getLong("rejected"),
                        row.getLong("cancelled")))
                .single();
    }

    List<DayOrders> ordersPerDay(Period period) {
        return over("""
                        select (at at time zone :zone)::date as day,
                            coalesce(sum(number) filter (where measure = 'PLACED'), 0) as placed,
                            coalesce(sum(number) filter (where measure = 'CONFIRMED'), 0)
                                as confirmed,
                            coalesce(sum(number) filter (where measure = 'REJECTED'), 0)
                                as rejected,
                            coalesce(sum(number) filter (where measure = 'CANCELLED'), 0)
                                as cancelled
                        from read.sales_{step}
                        where at >= :begin and at < :end
                        group by 1 order by 1
                        """, period)
                .query((row, _) -> new DayOrders(
                        day(row),
                        row.getLong("placed"),
                        row.getLong("confirmed"),
                        row.getLong("rejected"),
                        row.getLong("cancelled")))
                .list();
    }

    List<Counted> cancellations(Period period) {
        return over("""
                        select coalesce(nullif(reason, ''), 'UNKNOWN') as what,
                            cast(sum(number) as bigint) as number
                        from read.order_stage_count
                        where at >= :begin and at < :end and measure = 'CANCELLED'
                        group by 1 order by 2 desc, 1
                        """, period).query(Counted.class).list();
    }

    private JdbcClient.StatementSpec over(String sql, Period period) {
        return jdbc.sql(sql.replace("{step}", period.isOfHours() ? "hour" : "quarter_hour"))
                .param("begin", period.begin())
                .param("end", period.end())
                .param("zone", period.zone().getId());
    }

    private static Sales sales(ResultSet row) throws SQLException {
        var orders = row.getLong("confirmed");
        var confirmed = money(row, "confirmed_minor");
        var captured = money(row, "captured_minor");
        var refunded = money(row, "refunded_minor");
        var average =
                orders == 0 ? null : new Money(Math.floorDiv(confirmed.amountMinor(), orders), confirmed.currency());
        return new Sales(orders, confirmed, captured, refunded, captured.minus(refunded), average);
    }

    static LocalDate day(ResultSet row) throws SQLException {
        return row.getObject("day", LocalDate.class);
    }

    static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getLong(column), Currency.getInstance(row.getString("currency")));
    }
}
