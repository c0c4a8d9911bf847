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

/// Where an event stands in a store that does not say so when it takes it: where this process meets
/// it at the end of the log. Axon Server confirms events before they count as its head, so that its
/// head right after may be the one before them.
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
        tail.listen(this::hear);
    }

    EventPositionLookup(LongSupplier head) {
        this.head = head;
    }

    /// The position of that event or of a later one of its stream. The head, if the event is not
    /// met in time: it may have been there before this process.
    public long of(String stream, long version, Duration atMost) {
        var waiter = new Waiting(version, new CompletableFuture<>());
        register(stream, waiter);
        try {
            var met =
                    waiter.position()
                            .completeOnTimeout(NOT_MET, atMost.toMillis(), TimeUnit.MILLISECONDS)
                            .join();
            return met == NOT_MET ? headWhateverHappens() : met;
        } finally {
            forget(stream, waiter);
        }
    }

    /// What is recorded is recorded: who was interrupted hears of it too.
    private long headWhateverHappens() {
        var interrupted = Thread.interrupted();
        try {
            return head();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// The position of the last event in the store, asked there and now; −1 before the first.
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

    private synchronized void forget(String stream, Waiting waiter) {
        waiting.computeIfPresent(
                stream,
                (_, all) -> {
                    all.remove(waiter);
                    return all.isEmpty() ? null : all;
                });
    }

    synchronized void hear(TrackedEventMessage<?> message) {
        if (message instanceof DomainEventMessage<?> event) {
            var stream = event.getAggregateIdentifier();
            var seen = new Seen(event.getSequenceNumber(), Positions.of(message.trackingToken()));
            last.remove(stream); // So that the streams longest unheard of come first.
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
