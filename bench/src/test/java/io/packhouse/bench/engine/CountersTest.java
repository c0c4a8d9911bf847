package io.packhouse.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Arithmetic of what was counted.
class CountersTest {

    @Test
    void theWorkOfPurchasesIsWithoutThatOfAnIdleEngineAfterThem() {
        var before = new DatabaseCounters(100, 1_000, 2_000, 300, 40, 10_000);
        var after = new DatabaseCounters(131, 4_100, 10_000, 1_800, 440, 510_000);
        var idle = new DatabaseCounters(20, 200, 400, 20, 0, 1_000);
        assertThat(after.since(before).without(idle, 10).dividedBy(10))
                .isEqualTo(new DatabaseCounters(2.1, 300, 780, 149, 40, 49_950));
    }

    @Test
    void cpuTimeThatAPlatformDoesNotShowStaysUnknown() {
        var before = new CpuTimes(100, 50, Double.NaN, 10);
        var after = new CpuTimes(500, 250, Double.NaN, 30);
        assertThat(after.since(before).dividedBy(4)).isEqualTo(new CpuTimes(100, 50, Double.NaN, 5));
    }

    @Test
    void cpuTimeIsReadFromTheProcessTableOfLinux() {
        var stat = "812 (a (strange) name) S 1 812 812 0 -1 4194560 100 200 0 0 70 30 5 2 20 0 9 0 12 1000 200";
        assertThat(EngineProcesses.ticks(stat, 11, 12)).isEqualTo(100);
        assertThat(EngineProcesses.ticks(stat, 11, 12, 13, 14)).isEqualTo(107);
    }
}
