package io.packhouse.engine.saga;

import io.packhouse.engine.commandhandling.CommandResult;
import io.packhouse.engine.commandhandling.MetaDataKeys;
import io.packhouse.engine.eventstore.Failpoint;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/// Sends the commands of a process: they leave the processor's unit of work at once and are awaited
/// before it commits, so that a crash in between repeats them and never loses them.
public class SagaCommandGateway {

    private static final String KEY = "packhouse.process-commands";

    private final CommandGateway gateway;
    private final SagaParking parking;

    private record Sent(CompletableFuture<CommandResult> outcome, SagaParking.Step step) {}

    public SagaCommandGateway(CommandGateway gateway, SagaParking parking) {
        this.gateway = gateway;
        this.parking = parking;
    }

    /// Sends all commands concurrently. A failure rolls the processor's batch back, and it is
    /// retried.
    public void send(List<?> commands) {
        var step = parking.currentStep();
        var batch = batch(CurrentUnitOfWork.get().root());
        commands.forEach(command -> batch.add(new Sent(gateway.send(message(command)), step)));
    }

    /// Sends one command outside a unit of work, waits for it and returns the handler's result.
    public @Nullable Object sendAndWait(Object command) {
        return gateway.<CommandResult>sendAndWait(message(command)).answer();
    }

    /// Sends a command that only answers, waits for it, and returns its answer; empty when there is nothing with that
    /// id.
    public <T> Optional<T> query(Object command, Class<T> answer) {
        try {
            return Optional.of(answer.cast(sendAndWait(command)));
        } catch (CommandExecutionException e) {
            if (e.<CommandRejectedException.Answer>getDetails()
                    .filter(refused -> refused.kind() == Refusal.Kind.NOT_FOUND)
                    .isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private List<Sent> batch(UnitOfWork<?> root) {
        return root.getOrComputeResource(KEY, _ -> {
            var batch = new ArrayList<Sent>();
            root.onPrepareCommit(_ -> joinAll(batch));
            return batch;
        });
    }

    private void joinAll(List<Sent> batch) {
        CompletableFuture.allOf(batch.stream().map(Sent::outcome).toArray(CompletableFuture[]::new))
                .exceptionally(_ -> null)
                .join();
        batch.stream()
                .filter(sent -> sent.outcome().isCompletedExceptionally())
                .forEach(sent -> parking.failed(sent.step(), sent.outcome().exceptionNow()));
        batch.forEach(sent -> sent.outcome().join());
        Failpoint.reached("process.commands-answered");
    }

    private static CommandMessage<?> message(Object command) {
        var message = GenericCommandMessage.asCommandMessage(command);
        return message.getMetaData().containsKey(MetaDataKeys.ACTOR)
                ? message
                : message.andMetaData(java.util.Map.of(MetaDataKeys.ACTOR, "process"));
    }
}
