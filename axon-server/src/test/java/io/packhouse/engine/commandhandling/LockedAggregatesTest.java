package io.packhouse.engine.commandhandling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.engine.eventstore.FairLockFactory;
import io.packhouse.engine.eventstore.LruAggregateCache;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Counters in an in-memory store, with the locks and the cache of the engine. Each lock that is taken is noted.
class LockedAggregatesTest {

    final InMemoryEventStorageEngine store = new InMemoryEventStorageEngine();
    final List<String> locks = Collections.synchronizedList(new ArrayList<>());

    CountDownLatch bothHoldALock = new CountDownLatch(0);
    Configuration axon;

    @BeforeEach
    void start() {
        axon = DefaultConfigurer.defaultConfiguration(false)
                .configureEmbeddedEventStore(_ -> store)
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Counter.class)
                        .configureLockFactory(_ -> new FairLockFactory(this::onLock))
                        .configureCache(_ -> new LruAggregateCache(100)))
                .registerCommandHandler(c -> new CounterCommandHandler(c.repository(Counter.class)))
                .start();
    }

    @AfterEach
    void stop() {
        axon.shutdown();
    }

    @Test
    void locksInOrderOfIdAndEachOnce() {
        send(new Count(List.of("c", "a"), 1));
        locks.clear();
        send(new Count(List.of("d", "c", "a", "b", "a"), 1));
        assertThat(locks).as("also those without events").containsExactly("a", "b", "c", "d");
        assertThat(streams()).as("changed in order of id").containsExactly("a", "c", "a", "b", "c", "d");
    }

    @Test
    void theFirstEventCreatesTheStream() {
        send(new Count(List.of("a"), 2));
        send(new Count(List.of("a", "b"), 2));
        assertThat(send(new Read(List.of("b", "a")))).isEqualTo(List.of("a 4", "b 2"));
    }

    @Test
    void oneThatGetsNoEventIsNeitherStoredNorRemembered() {
        assertThat(send(new Read(List.of("a")))).isEqualTo(List.of("a 0"));
        assertThat(send(new Exists("a"))).isEqualTo(false);
        assertThat(streams()).isEmpty();
        send(new Count(List.of("a"), 1));
        assertThat(send(new Exists("a"))).isEqualTo(true);
        assertThat(send(new Read(List.of("a", "b")))).isEqualTo(List.of("a 1", "b 0"));
    }

    @Test
    void aRefusalByOneChangesNone() {
        send(new Count(List.of("b"), 9));
        assertThatThrownBy(() -> send(new Count(List.of("a", "b"), 2))).isInstanceOf(IllegalStateException.class);
        assertThat(send(new Read(List.of("a", "b")))).isEqualTo(List.of("a 0", "b 9"));
    }

    @Test
    void changesOnlyTheFirstThatMeetsTheCondition() {
        send(new Count(List.of("a", "c"), 5));
        send(new CountFirstBelow(List.of("d", "c", "b", "a"), 5));
        assertThat(send(new Read(List.of("a", "b", "c", "d")))).isEqualTo(List.of("a 5", "b 1", "c 5", "d 0"));
    }

    @Test
    void oneThatMustExistIsNotFound() {
        assertThatThrownBy(() -> send(new RequireExisting("a")))
                .isInstanceOfSatisfying(
                        AggregateNotFoundException.class,
                        notFound ->
                                assertThat(notFound.getAggregateIdentifier()).isEqualTo("a"));
        send(new Count(List.of("a"), 1));
        send(new RequireExisting("a"));
    }

    /// Each waits after its first lock until the other has one too: in different orders they would block each other.
    @Test
    void commandsOverTheSameAggregatesInAnyOrderDoNotBlockEachOther() {
        bothHoldALock = new CountDownLatch(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var commands = Stream.of(List.of("a", "b"), List.of("b", "a"))
                    .map(ids -> threads.submit(() -> send(new Count(ids, 1))))
                    .toList();
            assertThat(commands).allSatisfy(command -> assertThat(command).succeedsWithin(9, TimeUnit.SECONDS));
        }
        assertThat(send(new Read(List.of("a", "b")))).isEqualTo(List.of("a 2", "b 2"));
    }

    private void onLock(String id) {
        locks.add(id);
        bothHoldALock.countDown();
        try {
            var _ = bothHoldALock.await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object send(Object command) {
        return axon.commandGateway().sendAndWait(command);
    }

    private List<String> streams() {
        return store.readEvents(null, false)
                .map(event -> ((DomainEventMessage<?>) event).getAggregateIdentifier())
                .toList();
    }

    record Count(List<String> ids, int by) {}

    record CountFirstBelow(List<String> ids, int limit) {}

    record Read(List<String> ids) {}

    record Exists(String id) {}

    record RequireExisting(String id) {}

    record Counted(String id, int by) {}

    static class Counter {

        @AggregateIdentifier
        @SuppressWarnings("UnusedVariable") // Axon reads it.
        private String id;

        private int count;

        void count(String own, int by) {
            if (count + by > 10) {
                throw new IllegalStateException("more than ten");
            }
            apply(new Counted(own, by));
        }

        @EventSourcingHandler
        void on(Counted event) {
            id = event.id();
            count += event.by();
        }
    }

    static class CounterCommandHandler {

        private final Repository<Counter> repository;

        CounterCommandHandler(Repository<Counter> repository) {
            this.repository = repository;
        }

        @CommandHandler
        void handle(Count command) {
            lock(command.ids()).executeEach((id, counter) -> counter.count(id, command.by()));
        }

        @CommandHandler
        void handle(CountFirstBelow command) {
            var counters = lock(command.ids());
            var first = counters.matching(counter -> counter.count < command.limit())
                    .getFirst();
            counters.execute(first, counter -> counter.count(first, 1));
        }

        @CommandHandler
        List<String> handle(Read command) {
            return lock(command.ids()).invokeEach((id, counter) -> id + " " + counter.count);
        }

        @CommandHandler
        boolean handle(Exists command) {
            return lock(List.of(command.id())).exists(command.id());
        }

        @CommandHandler
        void handle(RequireExisting command) {
            lock(List.of(command.id())).requireExisting(command.id());
        }

        private LockedAggregates<String, Counter> lock(List<String> ids) {
            return LockedAggregates.inOrderOfId(repository, Counter::new, ids);
        }
    }
}
