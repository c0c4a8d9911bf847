package io.packhouse.sandbox.checkout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/// The provider's time, which may be put ahead so that days pass in a test, or behind so that a
/// shop can be given a past.
public final class MovableClock extends Clock {

    private final Clock real;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    public MovableClock(Clock real) {
        this.real = real;
    }

    public void putAhead(Duration by) {
        ahead.set(by);
    }

    public long aheadSeconds() {
        return ahead.get().toSeconds();
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return real.withZone(zone);
    }
}
