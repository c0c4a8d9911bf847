package io.packhouse.engine.monitoring;

import java.time.Duration;
import java.util.stream.LongStream;

/// The upper ends of histogram buckets: few, because each is a series for every label.
public final class HistogramBuckets {

    /// For what should take milliseconds.
    static final Duration[] SHORT = millis(5, 10, 25, 50, 100, 250, 1_000, 5_000);

    /// For what waits for others.
    public static final Duration[] LONG = millis(50, 100, 250, 500, 1_000, 2_500, 10_000, 60_000);

    private HistogramBuckets() {}

    private static Duration[] millis(long... ends) {
        return LongStream.of(ends).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
