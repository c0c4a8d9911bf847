package io.packhouse.engine.eventstore;

import io.packhouse.engine.cluster.NodeMessenger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.jspecify.annotations.Nullable;

/// The embedded event store with notification of its readers. Without the callbacks an idle pooled
/// processor sleeps for half a second.
public final class NotifyingEventStore extends EmbeddedEventStore {

    private static final String TOPIC = "events";

    private final Set<WokenStream> streams = ConcurrentHashMap.newKeySet();
    private final NodeMessenger nodeMessenger;

    public NotifyingEventStore(Builder builder, NodeMessenger nodeMessenger) {
        super(builder);
        this.nodeMessenger = nodeMessenger;
        nodeMessenger.subscribe(TOPIC, _ -> super.afterCommit(List.of()));
    }

    /// Events are appended when the unit of work commits, in a transaction that others share: nothing
    /// may fail afterwards. There are no subscribing processors, which Axon would notify here.
    @Override
    protected void prepareCommit(List<? extends EventMessage<?>> events) {
        AppendedEvents.current()
                .ifPresentOrElse(
                        current -> current.prepare(events),
                        () -> storageEngine().appendEvents(events));
    }

    @Override
    protected void commit(List<? extends EventMessage<?>> events) {
        AppendedEvents.current().ifPresent(current -> storageEngine().appendEvents(current.takePrepared()));
    }

    /// Notifies other nodes as well as the readers here.
    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        super.afterCommit(events);
        nodeMessenger.call(TOPIC, "");
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        var stream = new WokenStream(super.openStream(token));
        streams.add(stream);
        return stream;
    }

    /// Called when new events are in the store's cache, where every stream finds them.
    void wakeReaders() {
        streams.forEach(WokenStream::wake);
    }

    private final class WokenStream implements TrackingEventStream {

        private final TrackingEventStream delegate;
        private volatile @Nullable Runnable callback;

        WokenStream(TrackingEventStream delegate) {
            this.delegate = delegate;
        }

        void wake() {
            var current = callback;
            if (current != null) {
                current.run();
            }
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            this.callback = callback;
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return delegate.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return delegate.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return delegate.nextAvailable();
        }

        @Override
        public void close() {
            streams.remove(this);
            delegate.close();
        }
    }
}
