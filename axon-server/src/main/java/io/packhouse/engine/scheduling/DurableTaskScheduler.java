package io.packhouse.engine.scheduling;

import java.time.Instant;

/// Where durable work is put down. Inside a transaction the item exists only if that commits; an
/// item under an id that is already there is left as it is.
public interface DurableTaskScheduler {

    <T> void schedule(DurableTask<T> durableTask, String id, Instant at, T payload);
}
