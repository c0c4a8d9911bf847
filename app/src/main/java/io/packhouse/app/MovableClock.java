package io.packhouse.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/// The system's clock, moved by as much as somebody trying things out wants. It runs on, and but
/// for its start it only ever moves forward.
public final class MovableClock extends Clock {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    /// Shows that moment now. For the start alone: what has happened stays where it is.
    public void startAt(Instant moment) {
        ahead.set(Duration.between(Instant.now(), moment));
    }

    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + by);
        }
        ahead.accumulateAndGet(by, Duration::plus);
    }

    /// Shows that moment now, unless it shows a later one.
    public void advanceTo(Instant moment) {
        var wanted = Duration.between(Instant.now(), moment);
        ahead.accumulateAndGet(wanted, (now, then) -> then.compareTo(now) > 0 ? then : now);
    }

    /// How far it is ahead of the system's clock; negative when it is behind.
    public Duration ahead() {
        return ahead.get();
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? this : Clock.offset(Clock.system(zone), ahead.get());
    }
}
