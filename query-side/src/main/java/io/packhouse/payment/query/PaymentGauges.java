package io.packhouse.payment.query;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.packhouse.engine.scheduling.PeriodicTask;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Metrics of payments that need attention, counted periodically and not on each scrape.
@Configuration
class PaymentGauges {

    private static final String COUNT = """
            select (select count(*) from read.payment where review is not null) as reviews,
                coalesce((select extract(epoch from clock_timestamp() - min(changed_at))
                    from read.payment
                    where status in ('CAPTURING', 'VOIDING', 'REFUNDING')
                        and review_since is null), 0) as age
            """;

    private final JdbcClient jdbc;
    private volatile Counted counted = new Counted(0, 0);

    private record Counted(long reviews, double age) {}

    PaymentGauges(@Qualifier("readerDataSource") DataSource reader, MeterRegistry meters) {
        jdbc = JdbcClient.create(reader);
        Gauge.builder("packhouse.payments.under.review", () -> counted.reviews())
                .description("Payments under review.")
                .register(meters);
        Gauge.builder("packhouse.payments.moving.age", () -> counted.age())
                .description("How long the oldest payment has been waiting for the provider to capture,"
                        + " release or refund it.")
                .baseUnit("seconds")
                .register(meters);
    }

    @Bean
    PeriodicTask paymentGaugeRounds(@Value("${packhouse.metrics.interval:PT5S}") Duration pause) {
        return new PeriodicTask("payment-gauges", pause, this::round);
    }

    void round() {
        counted = jdbc.sql(COUNT)
                .query((row, _) -> new Counted(row.getLong("reviews"), Math.max(0, row.getDouble("age"))))
                .single();
    }
}
