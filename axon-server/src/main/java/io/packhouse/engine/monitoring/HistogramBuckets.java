package io.packhouse.engine.monitoring;

import java.time.Duration;
import java.util.stream.LongStream;

/// Upper bounds of histogram buckets: few, because each is a time series for every label.
public final class HistogramBuckets {

    /// For operations that should take milliseconds.
    static final Duration[] SHORT = millis(5, 10, 25, 50, 100, 250, 1_000, 5_000);

    /// For operations that wait for others.
    public static final Duration[] LONG = millis(50, 100, 250, 500, 1_000, 2_500, 10_000, 60_000);

    private HistogramBuckets() {}

    private static Duration[] millis(long... ends) {
        return LongStream.of(ends).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
