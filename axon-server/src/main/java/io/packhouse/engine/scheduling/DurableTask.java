package io.packhouse.engine.scheduling;

import java.time.Duration;

/// A kind of durable task. An exception means a retry after one second, doubling to five minutes.
public interface DurableTask<T> {

    /// Unique and permanent: it is stored with every item.
    String name();

    Class<T> payload();

    Next perform(T payload);

    /// What happens to the item.
    sealed interface Next {

        /// The item is deleted.
        record Done() implements Next {}

        /// The item runs again after a pause.
        record Retry(Duration after) implements Next {}
    }
}
