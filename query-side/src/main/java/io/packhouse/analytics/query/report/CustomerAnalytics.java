package io.packhouse.analytics.query.report;

import io.packhouse.analytics.query.report.AnalyticsReports.Cohort;
import io.packhouse.analytics.query.report.AnalyticsReports.Users;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Customers by pseudonym: how many, how many returned, and the activity of cohorts. For UTC days a
/// customer counts once: on the first day of the period on which he was active, which is found from
/// the stored active days and the previous one of each. Days of other time zones are counted order
/// by order.
@Component
class CustomerAnalytics {

    private static final String FRESH = """
            select count(*) from read.sales_person
            where first_confirmed_at >= :begin and first_confirmed_at < :end
            """;
    private static final String ACTIVE = """
            select coalesce(sum(persons), 0) from read.cohort_activity
            where day >= :firstDay and day < :endDay and previous_day < :firstDay
            """;
    private static final String ACTIVE_ROW_BY_ROW = """
            select count(*) from (select distinct person_id from read.sales_order
                where confirmed_at >= :begin and confirmed_at < :end) persons
            """;
    private static final String COHORTS = """
            select cohort_month, cast(date_trunc('month', day) as date) as order_month,
                coalesce(sum(persons) filter (where previous_day
                    < greatest(cast(date_trunc('month', day) as date), :firstDay)), 0)
                    as customers,
                sum(orders) as orders
            from read.cohort_activity
            where day >= :firstDay and day < :endDay
            group by 1, 2 having sum(orders) > 0 order by 1, 2
            """;
    private static final String COHORTS_ROW_BY_ROW = """
            select cohort_month, order_month, count(*) as customers, sum(orders) as orders
            from (
                select cast(date_trunc('month', p.first_confirmed_at at time zone :zone) as date)
                        as cohort_month,
                    cast(date_trunc('month', o.confirmed_at at time zone :zone) as date)
                        as order_month,
                    person_id, count(*) as orders
                from read.sales_order o join read.sales_person p using (person_id)
                where o.confirmed_at >= :begin and o.confirmed_at < :end
                group by 1, 2, person_id) persons
            group by 1, 2 order by 1, 2
            """;

    private final JdbcClient jdbc;

    CustomerAnalytics(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    Users of(Period period) {
        var kept = period.isOfWholeDays();
        long active = number(kept ? ACTIVE : ACTIVE_ROW_BY_ROW, period);
        long fresh = number(FRESH, period);
        return new Users(
                period.first(),
                period.last(),
                period.zone().getId(),
                number("select count(*) from read.sales_person", period),
                fresh,
                active,
                active - fresh,
                cohorts(kept ? COHORTS : COHORTS_ROW_BY_ROW, period));
    }

    private List<Cohort> cohorts(String sql, Period period) {
        return over(sql, period)
                .query((row, _) -> new Cohort(
                        row.getObject("cohort_month", LocalDate.class),
                        row.getObject("order_month", LocalDate.class),
                        row.getLong("customers"),
                        row.getLong("orders")))
                .list();
    }

    private long number(String sql, Period period) {
        return over(sql, period).query(Long.class).single();
    }

    private JdbcClient.StatementSpec over(String sql, Period period) {
        return jdbc.sql(sql)
                .param("zone", period.zone().getId())
                .param("begin", period.begin())
                .param("end", period.end())
                .param("firstDay", period.firstWhole())
                .param("endDay", period.endOfWhole());
    }
}
