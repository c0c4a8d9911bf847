package io.packhouse.bench.report;

import java.util.Arrays;
import java.util.Collection;

/// The durations of one operation, repeated.
@SuppressWarnings("ArrayRecordComponent") // Instances are never compared.
public record Latencies(long[] sortedNanos) {

    public static Latencies ofNanos(Collection<Long> nanos) {
        return new Latencies(nanos.stream().mapToLong(Long::longValue).toArray());
    }

    public Latencies {
        sortedNanos = sortedNanos.clone();
        Arrays.sort(sortedNanos);
    }

    public int count() {
        return sortedNanos.length;
    }

    /// In milliseconds, by the nearest rank: the smallest duration that so many percent do not exceed.
    public double percentile(double percent) {
        if (sortedNanos.length == 0) {
            return Double.NaN;
        }
        var rank = (int) Math.ceil(percent / 100 * sortedNanos.length);
        return sortedNanos[Math.max(0, rank - 1)] / 1e6;
    }
}
