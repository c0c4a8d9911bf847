package io.packhouse.engine.eventstore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.TrackedEventData;
import org.jspecify.annotations.Nullable;

/// The last events that this process appended, as they are stored. While no other process appends,
/// readers at the end of the log get them from here and query nothing. At a missing position they read
/// the log: it was rolled back, or taken by an append whose outcome is unknown and which may still commit.
final class RecentEvents {

    /// A statement may outlive its client: longer than the time after which the client gives up.
    private static final long UNCERTAIN_NANOS = Duration.ofMinutes(5).toNanos();

    private final int most;
    private final LongSupplier nanoTime;
    private final NavigableMap<Long, TrackedEventData<?>> events = new TreeMap<>();

    /// Every event with a higher position is here.
    private long completeAfter = Long.MAX_VALUE;
    private long uncertainUntil;
    private boolean isCertain = true;

    RecentEvents(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /// Called in order of position, after the commit.
    synchronized void add(List<? extends TrackedEventData<?>> appended) {
        for (var event : appended) {
            var position = Positions.of(event.trackingToken());
            completeAfter = Math.min(completeAfter, position - 1);
            events.put(position, event);
        }
        while (events.size() > most) {
            completeAfter = events.pollFirstEntry().getKey();
        }
    }

    /// After a failure with unknown outcome: the events may be in the log, or get there later, behind those
    /// of the next append.
    synchronized void forget() {
        uncertainUntil = nanoTime.getAsLong() + UNCERTAIN_NANOS;
        isCertain = false;
        events.clear();
        completeAfter = Long.MAX_VALUE;
    }

    /// The position of the last event of the log; −1 when it must be asked.
    synchronized long head() {
        return events.isEmpty() || isUncertain() ? -1 : events.lastKey();
    }

    /// The events after that position; null when they must be read from the log.
    synchronized @Nullable List<TrackedEventData<?>> after(long position, int atMost) {
        if (position < completeAfter) {
            return null;
        }
        var next = events.tailMap(position, false);
        var found = new ArrayList<TrackedEventData<?>>();
        for (var event : next.entrySet()) {
            if (event.getKey() != position + found.size() + 1 || found.size() == atMost) {
                break;
            }
            found.add(event.getValue());
        }
        return found.isEmpty() && (!next.isEmpty() || isUncertain()) ? null : found;
    }

    private boolean isUncertain() {
        isCertain |= nanoTime.getAsLong() - uncertainUntil > 0;
        return !isCertain;
    }
}
