package io.packhouse.engine.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.junit.jupiter.api.Test;

/// With a store that commits for itself, as Axon Server does: it joins while the unit of work is
/// about to commit.
class AnsweringCommandBusTest {

    final List<String> happened = new ArrayList<>();
    final Deque<RuntimeException> refusals = new ArrayDeque<>();
    final AnsweringCommandBus bus =
            new AnsweringCommandBus(
                    SimpleCommandBus.builder()
                            .transactionManager(Rows::new)
                            .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE),
                    Runnable::run);

    /// A row says that a request was done, and a lock keeps others out until its events are there.
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

    @Test
    void whoMetAnotherAtTheAggregateBeginsAnew() {
        for (var i = 0; i < 2; i++) {
            var taken = "OUT_OF_RANGE: [AXONIQ-2000] Invalid sequence number 3, expected 4";
            refusals.add(new IllegalStateException(taken));
        }
        assertThat(send().join()).isEqualTo("done");
        assertThat(happened).containsExactly("no rows", "no rows", "events", "rows");
    }

    private CompletableFuture<Object> send() {
        try (var _ = bus.subscribe("do", _ -> store())) {
            var answer = new CompletableFuture<Object>();
            bus.dispatch(
                    new GenericCommandMessage<>(new GenericCommandMessage<>("it"), "do"),
                    (_, result) -> {
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
                .onPrepareCommit(
                        unit ->
                                unit.onCommit(
                                        _ -> {
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
