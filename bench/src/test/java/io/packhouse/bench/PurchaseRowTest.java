package io.packhouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.bench.engine.CpuTimes;
import io.packhouse.bench.engine.DatabaseCounters;
import io.packhouse.bench.load.ClosedLoop.Outcome;
import io.packhouse.bench.report.Latencies;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurchaseRowTest {

    /// The names are read by programs.
    @Test
    void aRowHasTheCostOfOnePurchase() {
        var outcome = new Outcome(Latencies.ofNanos(List.of(300_000_000L, 100_000_000L)), 0.5);
        var cpu = new CpuTimes(89, 63, 9.4, 12);
        var work = new DatabaseCounters(0.5, 206, 560, 300, 64, 202_000);
        assertThat(PurchaseBench.row(8, outcome, cpu, work, 3_651).toString())
                .isEqualTo(
                        "{\"customers\":8,\"purchasesPerSecond\":4.0,\"p50Ms\":100.0,\"p95Ms\":300.0,\"p99Ms\":300.0,"
                                + "\"cpuMs\":{\"engine\":44.5,\"postgres\":31.5,\"sandbox\":4.7,\"loader\":6.0},"
                                + "\"transactions\":103.0,\"statements\":280.0,\"rows\":150.0,\"tokenUpdates\":32.0,"
                                + "\"walBytes\":101000.0,\"limitPerSecond\":3651.0}");
    }
}
