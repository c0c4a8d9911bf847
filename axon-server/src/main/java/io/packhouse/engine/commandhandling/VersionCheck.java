package io.packhouse.engine.commandhandling;

import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Refusal;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.distributed.AnnotationRoutingStrategy;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/// Rejects a command whose aggregate has another version than the caller expects. It checks when
/// the events are about to be appended: the aggregate is locked by then, so the second of two
/// callers who saw the same version is rejected.
public final class VersionCheck implements MessageDispatchInterceptor<EventMessage<?>> {

    private final EventStore store;
    private final AnnotationRoutingStrategy routing = AnnotationRoutingStrategy.defaultStrategy();

    private enum Outdated implements Refusal {
        VERSION_CHANGED;

        @Override
        public String sentence() {
            return "It was changed since you read it.";
        }

        @Override
        public Kind kind() {
            return Kind.OUTDATED;
        }
    }

    public VersionCheck(EventStore store) {
        this.store = store;
    }

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> events) {
        if (CurrentUnitOfWork.isStarted()
                && CurrentUnitOfWork.get().root().getMessage() instanceof CommandMessage<?> command
                && command.getMetaData().get(MetaDataKeys.EXPECTED_VERSIONS) instanceof String expected) {
            var version = versionBefore(events, routing.getRoutingKey(command));
            if (!List.of(expected.split(",", -1)).contains(String.valueOf(version))) {
                throw RejectionInterceptor.carried(
                        new CommandRejectedException(Outdated.VERSION_CHANGED, Map.of("currentVersion", version))
                                .answer());
            }
        }
        return (_, event) -> event;
    }

    private long versionBefore(List<? extends EventMessage<?>> events, String stream) {
        for (var event : events) {
            if (event instanceof DomainEventMessage<?> first
                    && first.getAggregateIdentifier().equals(stream)) {
                return first.getSequenceNumber() - 1;
            }
        }
        return store.lastSequenceNumberFor(stream).orElse(-1L);
    }
}
