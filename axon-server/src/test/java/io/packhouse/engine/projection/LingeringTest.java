package io.packhouse.engine.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.engine.store.Positions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LingeringTest {

    private static final Duration LINGER = Duration.ofMillis(300);

    private final Log log = new Log();
    private final AtomicInteger rung = new AtomicInteger();
    private Lingering lingering = new Lingering(LINGER);

    @AfterEach
    void stop() {
        lingering.close();
    }

    @Test
    void whatComesAfterASilenceIsThereAtOnce() {
        var stream = open();
        log.append(1);
        assertThat(rung).hasValue(1);
        assertThat(readAll(stream)).containsExactly(1L);
        await().pollDelay(LINGER.plusMillis(50)).until(() -> true);
        log.append(2);
        assertThat(rung).hasValue(2);
        assertThat(readAll(stream)).containsExactly(2L);
    }

    @Test
    void whatComesSoonAfterIsGathered() {
        var stream = open();
        log.append(1);
        readAll(stream);
        log.append(2);
        log.append(3);
        assertThat(rung).as("nobody is told").hasValue(1);
        assertThat(stream.hasNextAvailable()).isFalse();
        await().atMost(LINGER.multipliedBy(3)).until(() -> rung.get() == 2);
        assertThat(readAll(stream)).containsExactly(2L, 3L);
    }

    @Test
    void whatIsThereIsReadToItsEnd() {
        var stream = open();
        LongStream.rangeClosed(1, 5_000).forEach(log::append);
        assertThat(readAll(stream)).hasSize(5_000);
    }

    @Test
    void hurriesForWhoeverWaits() {
        var stream = open();
        log.append(1);
        readAll(stream);
        log.append(2);
        lingering.hurry("projection", 3);
        assertThat(rung).hasValue(2);
        assertThat(readAll(stream)).containsExactly(2L);
        log.append(3);
        assertThat(rung).as("what is waited for comes only now").hasValue(3);
        assertThat(readAll(stream)).containsExactly(3L);
        log.append(4);
        assertThat(rung).as("nobody waits for it").hasValue(3);
        assertThat(stream.hasNextAvailable()).isFalse();
    }

    @Test
    void doesNotHurryForOthersNorForEver() {
        var stream = open();
        log.append(1);
        readAll(stream);
        log.append(2);
        lingering.hurry("another", 2);
        lingering.hurry("projection", 1);
        assertThat(stream.hasNextAvailable()).isFalse();
        lingering.hurry("projection", 1_000_000);
        assertThat(readAll(stream)).containsExactly(2L);
        await().pollDelay(Duration.ofMillis(250)).until(() -> true);
        log.append(3);
        readAll(stream);
        log.append(4);
        assertThat(stream.hasNextAvailable()).as("that one never came").isFalse();
    }

    @Test
    void missesNothing() {
        lingering.close();
        lingering = new Lingering(Duration.ofMillis(1));
        var read = new ConcurrentLinkedQueue<Long>();
        try (var reader = Executors.newSingleThreadExecutor()) {
            var stream =
                    lingering
                            .over(log, "projection")
                            .openStream(new GlobalSequenceTrackingToken(0));
            stream.setOnAvailableCallback(() -> reader.execute(() -> read.addAll(readAll(stream))));
            var random = new Random(7);
            for (var position = 1L; position <= 3_000; position++) {
                log.append(position);
                if (random.nextInt(4) == 0) {
                    TimeUnit.MICROSECONDS.sleep(random.nextInt(2_000));
                }
                if (random.nextInt(10) == 0) {
                    lingering.hurry("projection", position);
                }
            }
            await().atMost(Duration.ofSeconds(5)).until(() -> read.size() == 3_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(List.copyOf(read)).isSorted().doesNotHaveDuplicates();
    }

    private BlockingStream<TrackedEventMessage<?>> open() {
        var stream =
                lingering.over(log, "projection").openStream(new GlobalSequenceTrackingToken(0));
        assertThat(stream.setOnAvailableCallback(rung::incrementAndGet)).isTrue();
        return stream;
    }

    private static List<Long> readAll(BlockingStream<TrackedEventMessage<?>> stream) {
        var read = new ArrayList<Long>();
        try {
            while (stream.hasNextAvailable()) {
                read.add(Positions.of(stream.nextAvailable().trackingToken()));
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return read;
    }

    /// One stream that tells of every event.
    private static final class Log
            implements StreamableMessageSource<TrackedEventMessage<?>>,
                    BlockingStream<TrackedEventMessage<?>> {

        private final ConcurrentLinkedQueue<TrackedEventMessage<?>> events =
                new ConcurrentLinkedQueue<>();
        private volatile Runnable callback = () -> {};

        void append(long position) {
            events.add(
                    new GenericTrackedEventMessage<>(
                            new GlobalSequenceTrackingToken(position),
                            GenericEventMessage.asEventMessage("happened")));
            callback.run();
        }

        @Override
        public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken token) {
            return this;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            this.callback = callback;
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return Optional.ofNullable(events.peek());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return !events.isEmpty();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            return events.remove();
        }

        @Override
        public void close() {
            events.clear();
        }
    }
}
