package io.packhouse.engine.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabeledGaugeTest {

    static final int ROUNDS = 400;
    static final int ROWS = 200;

    final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final LabeledGauge gauge = new LabeledGauge(meters, "packhouse.trial", null, "A trial.");

    @Test
    void aScrapeDuringARenewalFindsEveryRowOnce() {
        gauge.renew(rows(0));
        var renewing = CompletableFuture.runAsync(
                () -> IntStream.rangeClosed(1, ROUNDS).forEach(round -> gauge.renew(rows(round))));
        assertThatCode(() -> {
                    do {
                        assertThat(meters.scrape().lines().filter(line -> line.startsWith("packhouse_trial{")))
                                .hasSize(ROWS);
                    } while (!renewing.isDone());
                })
                .doesNotThrowAnyException();
        renewing.join();
        assertThat(meters.scrape()).contains("packhouse_trial{group=\"group 7\"} " + (double) ROUNDS);
    }

    @Test
    void aRowThatIsNotRenewedEndsAndMayComeBack() {
        gauge.renew(Map.of(Tags.of("group", "a"), 1, Tags.of("group", "b"), 2));
        gauge.renew(Map.of(Tags.of("group", "b"), 3));
        assertThat(meters.scrape()).contains("{group=\"b\"} 3.0").doesNotContain("{group=\"a\"}");
        gauge.renew(Map.of(Tags.of("group", "a"), 4));
        assertThat(meters.scrape()).contains("{group=\"a\"} 4.0").doesNotContain("{group=\"b\"}");
    }

    private static Map<Tags, Number> rows(int value) {
        return IntStream.range(0, ROWS)
                .boxed()
                .collect(Collectors.toMap(row -> Tags.of("group", "group " + row), _ -> value));
    }
}
