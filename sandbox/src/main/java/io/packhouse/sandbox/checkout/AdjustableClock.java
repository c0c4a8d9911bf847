package io.packhouse.sandbox.checkout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/// The provider's clock. Tests may move it forward so that days pass, or back to create orders in
/// the past.
public final class AdjustableClock extends Clock {

    private final Clock real;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    public AdjustableClock(Clock real) {
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
