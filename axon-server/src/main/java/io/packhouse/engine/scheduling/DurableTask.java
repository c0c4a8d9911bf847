package io.packhouse.engine.scheduling;

import java.time.Duration;

/// A kind of durable work. An exception means: again, after one second, doubling to five minutes.
public interface DurableTask<T> {

    /// Unique, permanent: it is stored with every item.
    String name();

    Class<T> payload();

    Next perform(T payload);

    /// What becomes of the item.
    sealed interface Next {

        /// The item is gone.
        record Done() implements Next {}

        /// The same item again, after a while.
        record Retry(Duration after) implements Next {}
    }
}
