package io.packhouse.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void aPercentileIsTheSmallestDurationThatSoManyPercentDoNotExceed() {
        var hundred = new Latencies(
                LongStream.rangeClosed(1, 100).map(n -> (101 - n) * 1_000_000).toArray());
        assertThat(hundred.percentile(50)).isEqualTo(50);
        assertThat(hundred.percentile(95)).isEqualTo(95);
        assertThat(hundred.percentile(99)).isEqualTo(99);
        assertThat(hundred.percentile(99.9)).isEqualTo(100);
        assertThat(hundred.count()).isEqualTo(100);
    }

    @Test
    void fewDurationsHavePercentilesToo() {
        assertThat(Latencies.ofNanos(List.of(7_000_000L)).percentile(99)).isEqualTo(7);
        assertThat(Latencies.ofNanos(List.of(3_000_000L, 1_000_000L)).percentile(50))
                .isEqualTo(1);
        assertThat(Latencies.ofNanos(List.of()).percentile(50)).isNaN();
    }
}
