package io.packhouse.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/// The system's clock plus an adjustable offset, for the demo and tests. It keeps running and,
/// except at the start, only moves forward.
public final class AdjustableClock extends Clock {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    /// Sets the clock to that moment. Only for the start, because it may move the clock back.
    public void startAt(Instant moment) {
        ahead.set(Duration.between(Instant.now(), moment));
    }

    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + by);
        }
        ahead.accumulateAndGet(by, Duration::plus);
    }

    /// Advances the clock to that moment, unless it is already later.
    public void advanceTo(Instant moment) {
        var wanted = Duration.between(Instant.now(), moment);
        ahead.accumulateAndGet(wanted, (now, then) -> then.compareTo(now) > 0 ? then : now);
    }

    /// The offset to the system's clock; negative when behind.
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
