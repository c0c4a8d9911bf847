package io.packhouse.engine.projection;

import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/// Wraps every event handler of every projection with [ProjectionTables].
public final class SavepointHandlerEnhancer implements HandlerEnhancerDefinition {

    private final ObjectProvider<ProjectionTables> tables;

    public SavepointHandlerEnhancer(ObjectProvider<ProjectionTables> tables) {
        this.tables = tables;
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        var group = original.declaringClass().getAnnotation(ProcessingGroup.class);
        return group != null
                        && ProjectionProcessors.isGroup(group.value())
                        && original.canHandleMessageType(EventMessage.class)
                ? new Guarded<>(original)
                : original;
    }

    private final class Guarded<T> extends WrappedMessageHandlingMember<T> {

        private final MessageHandlingMember<T> handler;

        Guarded(MessageHandlingMember<T> handler) {
            super(handler);
            this.handler = handler;
        }

        @Override
        public @Nullable Object handle(Message<?> message, @Nullable T target) throws Exception {
            return tables.getObject()
                    .handle(Objects.requireNonNull(target), message, () -> handler.handle(message, target));
        }
    }
}
