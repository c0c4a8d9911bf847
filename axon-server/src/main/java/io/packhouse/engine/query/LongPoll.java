package io.packhouse.engine.query;

import io.packhouse.engine.admission.RequestSlot;
import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.engine.eventstore.Positions;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.WebRequest;

/// Long polling: a read with `If-None-Match` and `Prefer: wait=20` (RFC 7240) is answered when its
/// result has changed, or when the time is up.
public class LongPoll {

    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,9})");
    private static final long MOST_SECONDS = 30;

    private final ProjectionCatchUp projectionCatchUp;
    private final EventTail tail;
    private final Map<String, Queue<BlockingQueue<Long>>> waiting = new ConcurrentHashMap<>();

    public LongPoll(ProjectionCatchUp projectionCatchUp, EventTail tail) {
        this.projectionCatchUp = projectionCatchUp;
        this.tail = tail;
        tail.listen(this::onEvent);
    }

    /// The result of `read`, once its version differs from the caller's. The version changes with
    /// events of that stream, once that group has processed them.
    public <T> T await(String stream, String group, WebRequest request, Supplier<T> read, Function<T, String> version) {
        var known = request.getHeader("If-None-Match");
        var seconds = seconds(request);
        if (known == null || seconds == 0) {
            return read.get();
        }
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        var positions = new LinkedBlockingQueue<Long>();
        waiting.compute(stream, (_, all) -> with(positions, all));
        try {
            // Events before the tail's position are not notified any more, and may not be in the
            // rows yet.
            positions.add(tail.position());
            var found = read.get();
            while (known.contains(ETags.of(version.apply(found))) && written(positions, group, until)) {
                found = read.get();
            }
            return found;
        } finally {
            waiting.computeIfPresent(stream, (_, all) -> {
                all.remove(positions);
                return all.isEmpty() ? null : all;
            });
        }
    }

    private static Queue<BlockingQueue<Long>> with(
            BlockingQueue<Long> positions, @Nullable Queue<BlockingQueue<Long>> others) {
        var all = others == null ? new ConcurrentLinkedQueue<BlockingQueue<Long>>() : others;
        all.add(positions);
        return all;
    }

    /// Waits for the next event and for the group to process it; false when the time is up.
    private boolean written(BlockingQueue<Long> positions, String group, long until) {
        try {
            var position = next(positions, until);
            if (position == null) {
                return false;
            }
            var left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
            return projectionCatchUp.await(group, position, left) == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static @Nullable Long next(BlockingQueue<Long> positions, long until) throws InterruptedException {
        var known = positions.poll();
        return known != null
                ? known
                : RequestSlot.reacquiredAfter(() -> positions.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS));
    }

    private void onEvent(TrackedEventMessage<?> message) {
        if (message instanceof DomainEventMessage<?> event) {
            var all = waiting.get(event.getAggregateIdentifier());
            if (all != null) {
                all.forEach(one -> one.add(Positions.of(message.trackingToken())));
            }
        }
    }

    private static long seconds(WebRequest request) {
        var prefer = request.getHeader("Prefer");
        var wait = WAIT.matcher(prefer == null ? "" : prefer);
        return wait.find() ? Math.min(Long.parseLong(wait.group(1)), MOST_SECONDS) : 0;
    }
}
