package io.packhouse.engine.scheduling;

import java.time.Instant;

/// Persistent task scheduler. Inside a transaction the item exists only if that commits; an item
/// whose id already exists is left unchanged.
public interface DurableTaskScheduler {

    <T> void schedule(DurableTask<T> durableTask, String id, Instant at, T payload);
}
