package io.packhouse.engine.admission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A bounded number of requests of one kind in progress. Further requests wait for a slot in order
/// of arrival, for a limited time.
public final class RequestSlots {

    /// For how many timeouts the queue stays short after one.
    private static final int OVERLOAD_TIMEOUTS = 10;

    private final Slots free;
    private final int queueUnderLoad;
    private final Duration timeout;
    private final Timer waited;
    private final Counter shed;
    private volatile long timedOutNanos;

    public RequestSlots(String kind, int count, Duration timeout, MeterRegistry meters) {
        free = new Slots(count);
        queueUnderLoad = Math.max(1, count / 4);
        this.timeout = timeout;
        timedOutNanos = System.nanoTime() - OVERLOAD_TIMEOUTS * timeout.toNanos();
        waited = Timer.builder("packhouse.requests.wait")
                .description("Time that requests waited for a slot on this node.")
                .tag("kind", kind)
                .register(meters);
        shed = Counter.builder("packhouse.requests.shed")
                .description("Requests answered 503 on this node because no slot became free in time.")
                .tag("kind", kind)
                .register(meters);
        Gauge.builder("packhouse.requests.active", () -> count - free.availablePermits())
                .description("Requests that have a slot on this node.")
                .tag("kind", kind)
                .register(meters);
        Gauge.builder("packhouse.requests.slots", () -> count)
                .description("Slots for requests on this node.")
                .tag("kind", kind)
                .register(meters);
    }

    /// A slot for the request of this thread; empty when none became free in time.
    public Optional<RequestSlot> take() {
        var startNanos = System.nanoTime();
        var isTaken = isTakenInTime();
        waited.record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
        if (isTaken) {
            return Optional.of(new RequestSlot(this));
        }
        shed.increment();
        return Optional.empty();
    }

    /// For a request that was admitted and has waited without its slot: the next free one, or one in time.
    boolean reacquire() {
        var startNanos = System.nanoTime();
        var isTaken = free.tryAcquire() || isFreeInTime();
        waited.record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
        if (!isTaken) {
            shed.increment();
        }
        return isTaken;
    }

    /// For a request that must go on, even if that makes more active than there are slots: new ones then wait
    /// until there are fewer.
    void acquireBeyond() {
        free.acquireBeyond();
    }

    void release() {
        free.release();
    }

    int waiting() {
        return free.getQueueLength();
    }

    private boolean isTakenInTime() {
        return !isQueueTooLong() && isFreeInTime();
    }

    private boolean isFreeInTime() {
        try {
            var isTaken = free.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (!isTaken) {
                timedOutNanos = System.nanoTime();
            }
            return isTaken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// After a request timed out in the queue, a longer queue would only delay the 503 of others.
    private boolean isQueueTooLong() {
        return System.nanoTime() - timedOutNanos < OVERLOAD_TIMEOUTS * timeout.toNanos()
                && free.getQueueLength() >= queueUnderLoad;
    }

    private static final class Slots extends Semaphore {

        private static final long serialVersionUID = 1;

        Slots(int count) {
            super(count, true);
        }

        void acquireBeyond() {
            reducePermits(1);
        }
    }
}
