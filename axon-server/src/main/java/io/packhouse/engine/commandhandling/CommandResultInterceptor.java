package io.packhouse.engine.commandhandling;

import io.packhouse.engine.eventstore.AppendedEvents;
import io.packhouse.engine.idempotency.IdempotencyStore;
import io.packhouse.engine.serialization.EventTypeRegistry;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/// Wraps every command's return value in a [CommandResult], and has the idempotency row stored with the
/// events: in their transaction, or after them with Axon Server.
public final class CommandResultInterceptor implements MessageHandlerInterceptor<CommandMessage<?>> {

    private final EventTypeRegistry names;
    private final IdempotencyStore requests;

    public CommandResultInterceptor(EventTypeRegistry names, IdempotencyStore requests) {
        this.names = names;
        this.requests = requests;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        var metaData = unitOfWork.getMessage().getMetaData();
        if (!(metaData.get(MetaDataKeys.IDEMPOTENCY) instanceof String key)
                || !(metaData.get(MetaDataKeys.BODY_HASH) instanceof String bodyHash)) {
            return recorded(unitOfWork, chain);
        }
        var before = requests.claim(key, bodyHash);
        if (before.isPresent()) {
            return before.get();
        }
        AppendedEvents.inCurrentUnitOfWork().answer(requests.request(key, bodyHash));
        return recorded(unitOfWork, chain);
    }

    private CommandResult recorded(UnitOfWork<?> unitOfWork, InterceptorChain chain) throws Exception {
        var outcome = new CommandResult();
        // Commit handlers run in reverse order: this one after the append, and before the transaction ends.
        unitOfWork.onCommit(_ -> complete(AppendedEvents.inCurrentUnitOfWork(), outcome));
        outcome.answered(chain.proceed());
        return outcome;
    }

    private void complete(AppendedEvents appendedEvents, CommandResult outcome) {
        if (!appendedEvents.events().isEmpty()
                && appendedEvents.events().getLast() instanceof DomainEventMessage<?> last) {
            outcome.stored(
                    last.getAggregateIdentifier(),
                    last.getSequenceNumber(),
                    appendedEvents.position(),
                    appendedEvents.events().stream()
                            .map(event -> event.getPayloadType())
                            .map(type -> names.nameOf(type).orElse(type.getName()))
                            .toList());
        }
        var request = appendedEvents.takeRequest();
        if (request != null) {
            requests.done(request, outcome);
        }
    }
}
