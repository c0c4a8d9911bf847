package io.packhouse.analytics.query.report;

import io.packhouse.analytics.query.report.AnalyticsReports.Counted;
import io.packhouse.analytics.query.report.AnalyticsReports.Payments;
import io.packhouse.analytics.query.report.AnalyticsReports.Volume;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Payment analytics: requests and their outcomes.
@Component
class PaymentAnalytics {

    private final JdbcClient jdbc;

    private record PaymentOutcomes(long requested, long captured, long expired, long voided) {}

    PaymentAnalytics(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    Payments of(Period period) {
        var outcomes = outcomes(period);
        var decided = outcomes.captured() + outcomes.expired() + outcomes.voided();
        var failures = failures(period);
        return new Payments(
                period.first(),
                period.last(),
                period.zone().getId(),
                outcomes.requested(),
                outcomes.captured(),
                outcomes.expired(),
                outcomes.voided(),
                outcomes.requested() - decided,
                BasisPoints.basisPoints(outcomes.captured(), decided),
                failures.stream().mapToLong(Counted::number).sum(),
                failures,
                volumes(period));
    }

    /// A captured payment stays captured, even when it is refunded later.
    private PaymentOutcomes outcomes(Period period) {
        return over("""
                        select coalesce(sum(number), 0) as requested,
                            coalesce(sum(number) filter (where outcome = 'CAPTURED'), 0)
                                as captured,
                            coalesce(sum(number) filter (where outcome = 'EXPIRED'), 0) as expired,
                            coalesce(sum(number) filter (where outcome = 'VOIDED'), 0) as voided
                        from read.payment_outcome_count where at >= :begin and at < :end
                        """, period).query(PaymentOutcomes.class).single();
    }

    private List<Counted> failures(Period period) {
        return over("""
                        select coalesce(reason, 'unknown') as what, count(*) as number
                        from read.payment_fact
                        where kind = 'DECLINED' and at >= :begin and at < :end
                        group by 1 order by 2 desc, 1
                        """, period).query(Counted.class).list();
    }

    private List<Volume> volumes(Period period) {
        return over("""
                        select currency,
                            coalesce(sum(amount_minor) filter (where measure = 'CAPTURED'), 0)
                                as captured_minor,
                            coalesce(sum(amount_minor) filter (where measure = 'REFUNDED'), 0)
                                as refunded_minor,
                            coalesce(sum(number) filter (where measure = 'CAPTURED'), 0)
                                as captures,
                            coalesce(sum(number) filter (where measure = 'REFUNDED'), 0) as refunds
                        from read.payment_quarter_hour
                        where at >= :begin and at < :end and measure in ('CAPTURED', 'REFUNDED')
                        group by 1 order by 1
                        """, period)
                .query((row, _) -> new Volume(
                        SalesQueries.money(row, "captured_minor"),
                        SalesQueries.money(row, "refunded_minor"),
                        row.getLong("captures"),
                        row.getLong("refunds")))
                .list();
    }

    private JdbcClient.StatementSpec over(String sql, Period period) {
        return jdbc.sql(sql).param("begin", period.begin()).param("end", period.end());
    }
}
