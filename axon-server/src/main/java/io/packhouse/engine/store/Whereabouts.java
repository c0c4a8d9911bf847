package io.packhouse.engine.store;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/// Where an event stands in a store that does not say so when it takes it: where this process meets
/// it at the end of the log. Axon Server confirms events before they count as its head, so that its
/// head right after may be the one before them.
public final class Whereabouts {

    private static final int STREAMS = 4_096;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final LongSupplier head;
    private final Map<String, Seen> last = new LinkedHashMap<>();

    private record Seen(long version, long position) {}

    public Whereabouts(EventTail tail) {
        this(tail::head);
        tail.listen(this::hear);
    }

    Whereabouts(LongSupplier head) {
        this.head = head;
    }

    /// The position of that event or of a later one of its stream. The head, if the event is not
    /// met within a second: it may have been there before this process.
    public synchronized long of(String stream, long version) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                var seen = last.get(stream);
                if (seen != null && seen.version() >= version) {
                    return seen.position();
                }
                var left = Duration.ofNanos(until - System.nanoTime()).toMillis();
                if (left <= 0) {
                    break;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return head.getAsLong();
    }

    /// The position of the last event in the store, asked there and now; −1 before the first.
    public long head() {
        return head.getAsLong();
    }

    synchronized void hear(TrackedEventMessage<?> message) {
        if (message instanceof DomainEventMessage<?> event) {
            var stream = event.getAggregateIdentifier();
            last.remove(stream); // So that the streams longest unheard of come first.
            last.put(
                    stream,
                    new Seen(event.getSequenceNumber(), Positions.of(message.trackingToken())));
            if (last.size() > STREAMS) {
                last.remove(last.keySet().iterator().next());
            }
            notifyAll();
        }
    }
}
