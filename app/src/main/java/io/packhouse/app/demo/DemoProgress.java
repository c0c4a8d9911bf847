package io.packhouse.app.demo;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Progress of filling the shop, for the terminal and over HTTP.
final class DemoProgress {

    // The rate of fewer steps is not representative.
    private static final int FIRST_STEPS = 50;

    private volatile int total = 1;
    private final AtomicInteger steps = new AtomicInteger();
    private volatile long startedNanos = System.nanoTime();
    private volatile boolean begun;
    private volatile boolean finished;
    private volatile @Nullable String failure;

    record Report(
            int percent,
            int completed,
            int total,
            double perSecond,
            @Nullable Long secondsLeft,
            boolean done,
            @Nullable String failure) {}

    void begin(int steps) {
        total = steps;
        startedNanos = System.nanoTime();
        begun = true;
    }

    /// False while there is nothing to report: a filled shop only checks that it is filled.
    boolean isActive() {
        return (begun || failure != null) && !finished;
    }

    void step() {
        steps.incrementAndGet();
    }

    void finish() {
        steps.set(total);
        finished = true;
    }

    void fail(String why) {
        failure = why;
    }

    Report report() {
        var done = steps.get();
        var seconds = Duration.ofNanos(System.nanoTime() - startedNanos).toMillis() / 1000.0;
        var rate = seconds > 0 ? done / seconds : 0;
        var left = done < FIRST_STEPS ? null : (Long) Math.round((total - done) / rate);
        return new Report(
                total == 0 ? 100 : 100 * done / total,
                done,
                total,
                Math.round(rate * 10) / 10.0,
                left,
                finished,
                failure);
    }
}
