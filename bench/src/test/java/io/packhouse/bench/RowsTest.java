package io.packhouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.bench.HotSkuBench.LastUnits;
import io.packhouse.bench.engine.CpuTimes;
import io.packhouse.bench.engine.DatabaseCounters;
import io.packhouse.bench.load.ClosedLoop.Outcome;
import io.packhouse.bench.load.OverloadAnswers;
import io.packhouse.bench.report.Latencies;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The JSON of each benchmark, which programs and later runs read, and the arithmetic of its values.
class RowsTest {

    final Outcome outcome = new Outcome(Latencies.ofNanos(List.of(300_000_000L, 100_000_000L)), 0.5);

    @Test
    void aRowOfPurchasesHasTheCostOfOne() {
        var cpu = new CpuTimes(89, 63, 9.4, 12);
        var work = new DatabaseCounters(0.5, 206, 560, 300, 64, 202_000);
        assertThat(PurchaseBench.row(8, outcome, cpu, work, 3_651).toString())
                .isEqualTo(
                        "{\"customers\":8,\"purchasesPerSecond\":4.0,\"p50Ms\":100.0,\"p95Ms\":300.0,\"p99Ms\":300.0,"
                                + "\"cpuMs\":{\"engine\":44.5,\"postgres\":31.5,\"sandbox\":4.7,\"loader\":6.0},"
                                + "\"transactions\":103.0,\"statements\":280.0,\"rows\":150.0,\"tokenUpdates\":32.0,"
                                + "\"walBytes\":101000.0,\"limitPerSecond\":3651.0}");
    }

    @Test
    void aRowOfReadsHasTheCpuTimeOfOne() {
        var cpu = new CpuTimes(4, 2, Double.NaN, 1);
        assertThat(ReadBench.row("list", 32, outcome, cpu).toString())
                .isEqualTo("{\"read\":\"list\",\"readers\":32,\"readsPerSecond\":4.0,"
                        + "\"p50Ms\":100.0,\"p95Ms\":300.0,\"p99Ms\":300.0,"
                        + "\"cpuMs\":{\"engine\":2.0,\"postgres\":1.0,\"loader\":0.5}}");
    }

    @Test
    void aRowOfReservationsHasWhatWasSoldOfTheLastUnits() {
        var last = new LastUnits(50, 50, Latencies.ofNanos(List.of(2_000_000L)));
        assertThat(HotSkuBench.row(32, outcome, last, 900).toString())
                .isEqualTo("{\"customers\":32,\"reservationsPerSecond\":4.0,"
                        + "\"p50Ms\":100.0,\"p95Ms\":300.0,\"p99Ms\":300.0,\"stock\":50,\"sold\":50,"
                        + "\"refused\":{\"count\":1,\"p50Ms\":2.0,\"p95Ms\":2.0,\"p99Ms\":2.0},"
                        + "\"limitPerSecond\":900.0}");
    }

    @Test
    void aRowOfAReplayHasItsSpeed() {
        assertThat(ReplayBench.row("projections", 5_000, 0.1, 200_000).toString())
                .isEqualTo("{\"processor\":\"projections\",\"events\":5000,\"seconds\":0.1,"
                        + "\"eventsPerSecond\":50000.0,\"limitPerSecond\":200000.0}");
    }

    @Test
    void aRowOfAnOverloadHasNoPercentilesOfWhatDidNotOccur() {
        var row = OverloadBench.row(300, outcome.latencies(), new OverloadAnswers(), 20, 840.5);
        assertThat(row.at("/refused").toString())
                .isEqualTo("{\"count\":0,\"withoutRetryAfter\":0,\"p50Ms\":null,\"p95Ms\":null,\"p99Ms\":null}");
        assertThat(row.at("/accepted/perSecond").asDouble()).isZero();
        assertThat(row.at("/recoveryMs").asDouble()).isEqualTo(840.5);
    }
}
