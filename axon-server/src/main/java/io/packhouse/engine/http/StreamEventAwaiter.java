package io.packhouse.engine.http;

import io.packhouse.engine.eventstore.EventTail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/// Waits for an event that a process records in a stream, for endpoints that return the outcome.
public class StreamEventAwaiter {

    private final EventStore store;
    private final Map<String, List<Waiting>> waiting = new ConcurrentHashMap<>();

    private record Waiting(Predicate<Object> isAnswer, CompletableFuture<Object> answer) {}

    /// The wait for one event of a stream, since it was begun.
    public final class Expected implements AutoCloseable {

        private final String stream;
        private final Waiting waiter;

        private Expected(String stream, Predicate<Object> isAnswer) {
            this.stream = stream;
            waiter = new Waiting(isAnswer, new CompletableFuture<>());
            waiting.compute(stream, (_, all) -> with(waiter, all));
        }

        /// Accepts an event that was recorded before, too.
        public Expected orRecorded() {
            return orRecorded(waiter.isAnswer());
        }

        /// Accepts an event that was recorded before, too, if it is one of these.
        public Expected orRecorded(Predicate<Object> isAcceptable) {
            recorded(stream, isAcceptable).ifPresent(waiter.answer()::complete);
            return this;
        }

        /// The event, or empty when it is not recorded in time.
        public Optional<Object> within(Duration atMost) {
            return Optional.ofNullable(waiter.answer()
                    .completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS)
                    .join());
        }

        @Override
        public void close() {
            waiting.computeIfPresent(stream, (_, all) -> {
                all.remove(waiter);
                return all.isEmpty() ? null : all;
            });
        }
    }

    public StreamEventAwaiter(EventStore store, EventTail tail) {
        this.store = store;
        tail.listen(this::onEvent);
    }

    /// Begins to wait for an event. When this is done before the command that causes it, the stream need not be read.
    public Expected expect(String stream, Predicate<Object> isAnswer) {
        return new Expected(stream, isAnswer);
    }

    /// The first matching event of that stream, already recorded or recorded in time.
    public Optional<Object> await(String stream, Predicate<Object> isAnswer, Duration atMost) {
        try (var expected = expect(stream, isAnswer)) {
            return expected.orRecorded().within(atMost);
        }
    }

    /// The first matching event of that stream that is already recorded.
    public Optional<Object> recorded(String stream, Predicate<Object> isAnswer) {
        return store.readEvents(stream)
                .asStream()
                .<Object>map(DomainEventMessage::getPayload)
                .filter(isAnswer)
                .findFirst();
    }

    private static List<Waiting> with(Waiting waiter, @Nullable List<Waiting> others) {
        var all = others == null ? new CopyOnWriteArrayList<Waiting>() : others;
        all.add(waiter);
        return all;
    }

    private void onEvent(TrackedEventMessage<?> message) {
        if (message instanceof DomainEventMessage<?> event) {
            var all = waiting.get(event.getAggregateIdentifier());
            if (all != null) {
                all.stream()
                        .filter(waiter -> waiter.isAnswer().test(event.getPayload()))
                        .forEach(waiter -> waiter.answer().complete(event.getPayload()));
            }
        }
    }
}
