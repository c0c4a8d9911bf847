package io.packhouse.analytics.query;

import io.packhouse.analytics.query.Figures.Cohort;
import io.packhouse.analytics.query.Figures.Dashboard;
import io.packhouse.analytics.query.Figures.Moments;
import io.packhouse.analytics.query.Figures.Users;
import io.packhouse.shared.api.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Figures up to a moment, and those about persons: counted row by row, because a tally's quarter
/// of an hour is too coarse for them.
@Component
class MomentQueries {

    private static final int DAYS_OF_A_WEEK = 7;

    private final JdbcClient jdbc;

    MomentQueries(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    Dashboard dashboard(ZoneId zone, Instant now) {
        var today = now.atZone(zone);
        var then = today.minusDays(DAYS_OF_A_WEEK);
        return new Dashboard(
                zone.getId(),
                moments(today.toLocalDate().atStartOfDay(zone).toInstant(), now),
                moments(then.toLocalDate().atStartOfDay(zone).toInstant(), then.toInstant()),
                number(
                        "select count(*) from read.inventory_stock"
                                + " where low_stock_at > 0 and available <= low_stock_at"),
                number("select count(*) from read.customer_order where status = 'PENDING'"));
    }

    Users users(Period period) {
        var begin = period.begin().toInstant();
        var end = period.end().toInstant();
        var active = distinctBuyers(begin, end);
        var fresh = newCustomers(begin, end);
        return new Users(
                period.first(),
                period.last(),
                period.zone().getId(),
                number("select count(*) from read.sales_person"),
                fresh,
                active,
                active - fresh,
                cohorts(period));
    }

    private Moments moments(Instant from, Instant to) {
        return new Moments(
                from,
                to,
                reached("placed_at", from, to),
                reached("confirmed_at", from, to),
                reached("cancelled_at", from, to),
                newCustomers(from, to),
                amounts(
                        "select currency, sum(total_minor) as amount from read.sales_order"
                                + " where confirmed_at >= ? and confirmed_at < ?"
                                + " group by 1 order by 1",
                        from,
                        to),
                money("CAPTURED", from, to),
                money("REFUNDED", from, to));
    }

    private long reached(String column, Instant from, Instant to) {
        return between(
                "select count(*) from read.sales_order where %1$s >= ? and %1$s < ?"
                        .formatted(column),
                from,
                to);
    }

    private long newCustomers(Instant from, Instant to) {
        return between(
                "select count(*) from read.sales_person"
                        + " where first_confirmed_at >= ? and first_confirmed_at < ?",
                from,
                to);
    }

    private long distinctBuyers(Instant from, Instant to) {
        return between(
                "select count(distinct person_id) from read.sales_order"
                        + " where confirmed_at >= ? and confirmed_at < ?",
                from,
                to);
    }

    private List<Money> money(String kind, Instant from, Instant to) {
        return amounts(
                "select currency, sum(amount_minor) as amount from read.payment_fact"
                        + " where kind = '%s' and at >= ? and at < ? group by 1 order by 1"
                                .formatted(kind),
                from,
                to);
    }

    private List<Money> amounts(String sql, Instant from, Instant to) {
        return jdbc.sql(sql)
                .params(Period.utc(from), Period.utc(to))
                .query((row, _) -> SalesQueries.money(row, "amount"))
                .list();
    }

    private List<Cohort> cohorts(Period period) {
        return jdbc.sql(
                        """
                        select date_trunc('month', p.first_confirmed_at at time zone :zone)::date
                                as cohort_month,
                            date_trunc('month', o.confirmed_at at time zone :zone)::date
                                as order_month,
                            count(distinct o.person_id) as customers, count(*) as orders
                        from read.sales_order o
                        join read.sales_person p using (person_id)
                        where o.confirmed_at >= :begin and o.confirmed_at < :end
                        group by 1, 2 order by 1, 2
                        """)
                .param("zone", period.zone().getId())
                .param("begin", period.begin())
                .param("end", period.end())
                .query(
                        (row, _) ->
                                new Cohort(
                                        row.getObject("cohort_month", LocalDate.class),
                                        row.getObject("order_month", LocalDate.class),
                                        row.getLong("customers"),
                                        row.getLong("orders")))
                .list();
    }

    private long between(String sql, Instant from, Instant to) {
        return jdbc.sql(sql).params(Period.utc(from), Period.utc(to)).query(Long.class).single();
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
