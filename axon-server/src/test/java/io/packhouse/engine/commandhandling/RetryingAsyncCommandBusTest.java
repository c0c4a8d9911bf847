package io.packhouse.engine.commandhandling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Uses a store that commits by itself, as Axon Server does: it takes part when the unit of work is
/// about to commit.
class RetryingAsyncCommandBusTest {

    final List<String> happened = new ArrayList<>();
    final Deque<RuntimeException> refusals = new ArrayDeque<>();
    final RetryingAsyncCommandBus bus = new RetryingAsyncCommandBus(
            SimpleCommandBus.builder()
                    .transactionManager(Rows::new)
                    .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE),
            new CommandExecutor(1, new SimpleMeterRegistry()));

    /// The idempotency row confirms that a request was executed, so it must not exist before its
    /// events.
    @Test
    void theRowsAreCommittedAfterTheEvents() {
        assertThat(send().join()).isEqualTo("done");
        assertThat(happened).containsExactly("events", "rows");
    }

    @Test
    void rowsDoNotOutliveEventsThatWereRefused() {
        refusals.add(new IllegalStateException("full"));
        assertThatThrownBy(() -> send().join()).hasRootCauseMessage("full");
        assertThat(happened).containsExactly("no rows");
    }

    static Stream<RuntimeException> conflicts() {
        return Stream.of(
                new ConcurrencyException("first come"),
                new AggregateStreamCreationException("first made"),
                new LockAcquisitionFailedException("waited long"),
                new IllegalStateException("OUT_OF_RANGE: [AXONIQ-2000] Invalid sequence number 3, expected 4"));
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void retriesAfterAConcurrencyConflict(RuntimeException conflict) {
        refusals.addAll(Collections.nCopies(2, conflict));
        assertThat(send().join()).isEqualTo("done");
        assertThat(happened).containsExactly("no rows", "no rows", "events", "rows");
    }

    @Test
    void failsAfterTooManyConflicts() {
        refusals.addAll(Collections.nCopies(100, new ConcurrencyException("again")));
        assertThatThrownBy(() -> send().join()).hasRootCauseMessage("again");
        assertThat(happened).hasSize(20).containsOnly("no rows");
    }

    private CompletableFuture<Object> send() {
        try (var _ = bus.subscribe("do", _ -> store())) {
            var answer = new CompletableFuture<Object>();
            bus.dispatch(new GenericCommandMessage<>(new GenericCommandMessage<>("it"), "do"), (_, result) -> {
                if (result.isExceptional()) {
                    answer.completeExceptionally(result.exceptionResult());
                } else {
                    answer.complete(result.getPayload());
                }
            });
            return answer.orTimeout(10, TimeUnit.SECONDS);
        }
    }

    private String store() {
        CurrentUnitOfWork.get()
                .onPrepareCommit(unit -> unit.onCommit(_ -> {
                    if (!refusals.isEmpty()) {
                        throw refusals.remove();
                    }
                    happened.add("events");
                }));
        return "done";
    }

    private final class Rows implements Transaction {

        @Override
        public void commit() {
            happened.add("rows");
        }

        @Override
        public void rollback() {
            happened.add("no rows");
        }
    }
}
