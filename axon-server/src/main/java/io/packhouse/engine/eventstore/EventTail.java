package io.packhouse.engine.eventstore;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Follows the end of the event store on one thread: notifies listeners of every event appended
/// since its start, and wakes the readers of the embedded store once they can read it.
public final class EventTail implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventTail.class);

    private final EventStore store;
    private final List<Consumer<TrackedEventMessage<?>>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean running;
    private volatile long position = -1;
    private @Nullable Thread thread;

    public EventTail(EventStore store) {
        this.store = store;
    }

    public void listen(Consumer<TrackedEventMessage<?>> listener) {
        listeners.add(listener);
    }

    /// The position of the last event seen; −1 before the first.
    public long position() {
        return position;
    }

    /// The position of the last event in the store, read now; −1 before the first.
    public long head() {
        return Positions.of(store.createHeadToken());
    }

    @Override
    public void start() {
        running = true;
        var head = store.createHeadToken();
        position = Positions.of(head);
        thread = Thread.ofPlatform().name("event-tail").daemon().start(() -> follow(head));
    }

    private void follow(@Nullable TrackingToken head) {
        var from = head;
        var isLost = false;
        while (running) {
            try (var stream = store.openStream(from)) {
                while (running) {
                    var isThere = stream.hasNextAvailable(1, TimeUnit.SECONDS);
                    isLost = false;
                    if (isThere) {
                        var event = stream.nextAvailable();
                        from = event.trackingToken();
                        notifyListeners(event);
                        if (!stream.hasNextAvailable()) {
                            wake();
                        }
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (!isLost) {
                    LOG.warn("Event stream closed; reopening", e);
                }
                isLost = true;
                pause();
            }
        }
    }

    private void notifyListeners(TrackedEventMessage<?> event) {
        position = Positions.of(event.trackingToken());
        for (var listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.warn("Event listener threw an exception", e);
            }
        }
    }

    private void wake() {
        if (store instanceof NotifyingEventStore notifying) {
            notifying.wakeReaders();
        }
    }

    private void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 2000;
    }
}
