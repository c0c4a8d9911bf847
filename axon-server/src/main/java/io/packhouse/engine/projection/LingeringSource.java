package io.packhouse.engine.projection;

import io.packhouse.engine.store.Positions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/// The log as one projection reads it.
final class LingeringSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private static final long A_WISH_HOLDS = Duration.ofMillis(200).toNanos();

    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final long linger;
    private final ScheduledExecutorService alarm;
    private final Set<LingeringStream> streams = ConcurrentHashMap.newKeySet();
    private volatile Wish wish = new Wish(-1, System.nanoTime());

    /// It ends by itself: the position may be one that never comes.
    private record Wish(long position, long until) {

        boolean holds() {
            return System.nanoTime() - until < 0;
        }
    }

    LingeringSource(
            StreamableMessageSource<TrackedEventMessage<?>> log,
            long linger,
            ScheduledExecutorService alarm) {
        this.log = log;
        this.linger = linger;
        this.alarm = alarm;
    }

    void hurry(long position) {
        var earlier = wish;
        var farthest = earlier.holds() ? Math.max(earlier.position(), position) : position;
        wish = new Wish(farthest, System.nanoTime() + A_WISH_HOLDS);
        streams.forEach(LingeringStream::available);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        var stream = new LingeringStream(log.openStream(token), Positions.of(token));
        streams.add(stream);
        return stream;
    }

    @Override
    public TrackingToken createTailToken() {
        return log.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return log.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant moment) {
        return log.createTokenAt(moment);
    }

    private final class LingeringStream implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> events;
        private final AtomicBoolean isAlarmSet = new AtomicBoolean();
        private volatile Runnable callback = () -> {};
        private volatile @Nullable Future<?> ring;
        private volatile boolean isReading;
        private volatile long ripe = System.nanoTime();
        private volatile long passed;

        LingeringStream(BlockingStream<TrackedEventMessage<?>> events, long passed) {
            this.events = events;
            this.passed = passed;
        }

        @Override
        public boolean hasNextAvailable() {
            if (!isReading && isEarly()) {
                setAlarm();
                return false;
            }
            return seen(events.hasNextAvailable());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return seen(events.hasNextAvailable(timeout, unit));
        }

        private boolean seen(boolean isThere) {
            if (isReading && !isThere) {
                ripe = System.nanoTime() + linger;
            }
            isReading = isThere;
            return isThere;
        }

        private boolean isEarly() {
            var wished = wish;
            return System.nanoTime() - ripe < 0 && !(passed < wished.position() && wished.holds());
        }

        void available() {
            if (isEarly()) {
                setAlarm();
            } else {
                callback.run();
            }
        }

        private void setAlarm() {
            if (isAlarmSet.compareAndSet(false, true)) {
                var left = ripe - System.nanoTime();
                ring = alarm.schedule(this::ring, Math.max(0, left), TimeUnit.NANOSECONDS);
            }
        }

        private void ring() {
            isAlarmSet.set(false);
            callback.run();
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            this.callback = callback;
            return events.setOnAvailableCallback(this::available);
        }

        /// Also of an event it does not say to be available: one that was upcast to many is taken
        /// at once.
        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return events.peek();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            var event = events.nextAvailable();
            passed = Positions.of(event.trackingToken());
            return event;
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            events.skipMessagesWithPayloadTypeOf(ignored);
        }

        @Override
        public void close() {
            streams.remove(this);
            var pending = ring;
            if (pending != null) {
                pending.cancel(false);
            }
            events.close();
        }
    }
}
