package io.packhouse.engine.eventstore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/// Finds the position of an event in a store that does not report it on append, by following the
/// end of the event store. Axon Server confirms events before its head includes them, so that the
/// head right after an append may be too low.
public final class EventPositionLookup {

    private static final int STREAMS = 4_096;
    private static final long NOT_MET = -1;

    private final LongSupplier head;
    private final Map<String, Seen> last = new LinkedHashMap<>();
    private final Map<String, List<Waiting>> waiting = new HashMap<>();

    private record Seen(long version, long position) {}

    private record Waiting(long version, CompletableFuture<Long> position) {}

    public EventPositionLookup(EventTail tail) {
        this(tail::head);
        tail.listen(this::onEvent);
    }

    EventPositionLookup(LongSupplier head) {
        this.head = head;
    }

    /// The position of that event or of a later one of its stream. The head, if the event is not
    /// seen in time: it may be older than this process.
    public long of(String stream, long version, Duration atMost) {
        var waiter = new Waiting(version, new CompletableFuture<>());
        register(stream, waiter);
        try {
            var met = waiter.position()
                    .completeOnTimeout(NOT_MET, atMost.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return met == NOT_MET ? headUninterruptibly() : met;
        } finally {
            deregister(stream, waiter);
        }
    }

    /// The event is stored even if the caller was interrupted, so its position is still returned.
    private long headUninterruptibly() {
        var interrupted = Thread.interrupted();
        try {
            return head();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// The position of the last event in the store, read now; −1 before the first.
    public long head() {
        return head.getAsLong();
    }

    private synchronized void register(String stream, Waiting waiter) {
        var seen = last.get(stream);
        if (seen != null && seen.version() >= waiter.version()) {
            waiter.position().complete(seen.position());
        } else {
            waiting.computeIfAbsent(stream, _ -> new ArrayList<>()).add(waiter);
        }
    }

    private synchronized void deregister(String stream, Waiting waiter) {
        waiting.computeIfPresent(stream, (_, all) -> {
            all.remove(waiter);
            return all.isEmpty() ? null : all;
        });
    }

    synchronized void onEvent(TrackedEventMessage<?> message) {
        if (message instanceof DomainEventMessage<?> event) {
            var stream = event.getAggregateIdentifier();
            var seen = new Seen(event.getSequenceNumber(), Positions.of(message.trackingToken()));
            last.remove(stream); // Keeps the least recently changed streams first.
            last.put(stream, seen);
            if (last.size() > STREAMS) {
                last.remove(last.keySet().iterator().next());
            }
            for (var waiter : waiting.getOrDefault(stream, List.of())) {
                if (seen.version() >= waiter.version()) {
                    waiter.position().complete(seen.position());
                }
            }
        }
    }
}
