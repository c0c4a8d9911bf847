package io.packhouse.engine.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

    final AtomicLong nanos = new AtomicLong();
    final RecentEvents recent = new RecentEvents(4, nanos::get);

    @Test
    void knowsNothingBeforeTheFirstAppend() {
        assertThat(recent.after(0, 10)).isNull();
    }

    @Test
    void hasWhatWasAppendedAndTheLogHasTheRest() {
        recent.add(events(7, 8));
        assertThat(recent.after(5, 10)).isNull();
        assertThat(after(6)).containsExactly(7L, 8L);
        assertThat(after(7)).containsExactly(8L);
        assertThat(after(8)).isEmpty();
        assertThat(after(9)).isEmpty();
    }

    /// Usually it was rolled back; but an append whose outcome is unknown may still commit there.
    @Test
    void atAMissingPositionTheLogIsRead() {
        recent.add(events(7, 8, 10));
        recent.add(events(11));
        assertThat(after(6)).containsExactly(7L, 8L);
        assertThat(recent.after(8, 10)).isNull();
        assertThat(after(9)).containsExactly(10L, 11L);
        assertThat(recent.after(6, 1)).hasSize(1);
    }

    @Test
    void aReaderThatFallsBehindReadsTheLog() {
        recent.add(events(1, 2, 3, 4, 5, 6));
        assertThat(recent.after(1, 10)).isNull();
        assertThat(after(2)).containsExactly(3L, 4L, 5L, 6L);
    }

    /// Events of the failed append may be in the log, at positions before the next one.
    @Test
    void afterAnUnknownOutcomeTheLogIsRead() {
        recent.add(events(1, 2));
        assertThat(recent.head()).isEqualTo(2);
        recent.forget();
        assertThat(recent.head()).isEqualTo(-1);
        assertThat(recent.after(2, 10)).isNull();
        recent.add(events(5));
        assertThat(recent.after(2, 10)).isNull();
        assertThat(after(4)).containsExactly(5L);
        assertThat(recent.after(5, 10)).as("it may commit at 6").isNull();
        assertThat(recent.head()).isEqualTo(-1);
        nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        assertThat(after(5)).isEmpty();
        assertThat(recent.head()).isEqualTo(5);
    }

    private @Nullable List<Long> after(long position) {
        var found = recent.after(position, 10);
        return found == null
                ? null
                : found.stream()
                        .map(event -> Positions.of(event.trackingToken()))
                        .toList();
    }

    private static List<TrackedEventData<?>> events(long... positions) {
        return LongStream.of(positions)
                .<TrackedEventData<?>>mapToObj(position -> new TrackedDomainEventData<>(
                        Positions.token(position),
                        new GenericDomainEventEntry<>(
                                "Probe",
                                "stream",
                                position,
                                "event" + position,
                                "2026-01-01T00:00:00Z",
                                "probe",
                                null,
                                new byte[0],
                                new byte[0])))
                .toList();
    }
}
