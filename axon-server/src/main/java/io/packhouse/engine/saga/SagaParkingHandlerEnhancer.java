package io.packhouse.engine.saga;

import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/// Wraps every handler of every saga with [SagaParking].
public final class SagaParkingHandlerEnhancer implements HandlerEnhancerDefinition {

    private final ObjectProvider<SagaParking> parking;

    public SagaParkingHandlerEnhancer(ObjectProvider<SagaParking> parking) {
        this.parking = parking;
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        return original.declaringClass().isAnnotationPresent(Saga.class)
                ? new SagaParkingHandler<>(original)
                : original;
    }

    private final class SagaParkingHandler<T> extends WrappedMessageHandlingMember<T> {

        private final MessageHandlingMember<T> handler;

        SagaParkingHandler(MessageHandlingMember<T> handler) {
            super(handler);
            this.handler = handler;
        }

        @Override
        public @Nullable Object handle(Message<?> message, @Nullable T target) throws Exception {
            return parking.getObject().guard(() -> handler.handle(message, target));
        }
    }
}
