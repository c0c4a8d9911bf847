package io.packhouse.engine.commands;

import io.packhouse.engine.idempotency.IdempotentRequests;
import io.packhouse.engine.names.EventNames;
import io.packhouse.engine.store.Appended;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/// Turns every command's result into a [CommandOutcome], and keeps the idempotency row in the same
/// transaction as the events.
public final class RecordingInterceptor implements MessageHandlerInterceptor<CommandMessage<?>> {

    private final EventNames names;
    private final IdempotentRequests requests;

    public RecordingInterceptor(EventNames names, IdempotentRequests requests) {
        this.names = names;
        this.requests = requests;
    }

    @Override
    public @Nullable Object handle(
            UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        var metaData = unitOfWork.getMessage().getMetaData();
        if (!(metaData.get(Meta.IDEMPOTENCY) instanceof String key)
                || !(metaData.get(Meta.BODY_HASH) instanceof String bodyHash)) {
            return recorded(unitOfWork, chain);
        }
        var before = requests.claim(key, bodyHash);
        if (before.isPresent()) {
            return before.get();
        }
        var outcome = recorded(unitOfWork, chain);
        unitOfWork.onPrepareCommit(_ -> requests.done(key, bodyHash, outcome));
        return outcome;
    }

    private CommandOutcome recorded(UnitOfWork<?> unitOfWork, InterceptorChain chain)
            throws Exception {
        var outcome = new CommandOutcome(chain.proceed());
        // Registered after the handler ran, so the events are stored when this runs.
        unitOfWork.onPrepareCommit(_ -> note(Appended.inCurrentUnitOfWork(), outcome));
        return outcome;
    }

    private void note(Appended appended, CommandOutcome outcome) {
        if (!appended.events().isEmpty()
                && appended.events().getLast() instanceof DomainEventMessage<?> last) {
            outcome.stored(
                    last.getAggregateIdentifier(),
                    last.getSequenceNumber(),
                    appended.position(),
                    appended.events().stream()
                            .map(event -> event.getPayloadType())
                            .map(type -> names.nameOf(type).orElse(type.getName()))
                            .toList());
        }
    }
}
