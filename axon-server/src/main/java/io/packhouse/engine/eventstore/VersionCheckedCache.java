package io.packhouse.engine.eventstore;

import java.util.function.Supplier;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.eventstore.EventStore;

/// A cache for several nodes: an aggregate that another node has changed since is not returned.
/// Every lookup reads the aggregate's version from the store instead of its events, so that no
/// command is rejected on stale state.
public final class VersionCheckedCache extends LruAggregateCache {

    private final Supplier<EventStore> store;

    public VersionCheckedCache(int maximum, Supplier<EventStore> store) {
        super(maximum);
        this.store = store;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <K, V> V get(K key) {
        V entry = super.get(key);
        if (entry instanceof AggregateCacheEntry<?> aggregate && !isCurrent(key, aggregate)) {
            remove(key);
            return null;
        }
        return entry;
    }

    private boolean isCurrent(Object key, AggregateCacheEntry<?> entry) {
        // Kept by a strong reference, so nothing is reconstructed and none of the arguments is
        // used.
        var version = entry.recreateAggregate(null, null, null, null).version();
        return store.get()
                .lastSequenceNumberFor(key.toString())
                .filter(last -> last.equals(version))
                .isPresent();
    }
}
