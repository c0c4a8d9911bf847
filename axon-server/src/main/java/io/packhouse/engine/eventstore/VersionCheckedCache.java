package io.packhouse.engine.eventstore;

import java.util.function.Supplier;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.eventstore.EventStore;

/// A cache for several nodes: an aggregate that another node has changed since is not served. One
/// short question to the store is asked for every aggregate, in place of reading its events; a
/// refusal is then never decided on what was true before.
public final class VersionCheckedCache extends LruAggregateCache {

    private final Supplier<EventStore> store;

    public VersionCheckedCache(int most, Supplier<EventStore> store) {
        super(most);
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
        // Kept strongly, so that nothing is reconstructed and none of the arguments is used.
        var version = entry.recreateAggregate(null, null, null, null).version();
        return store.get()
                .lastSequenceNumberFor(key.toString())
                .filter(last -> last.equals(version))
                .isPresent();
    }
}
