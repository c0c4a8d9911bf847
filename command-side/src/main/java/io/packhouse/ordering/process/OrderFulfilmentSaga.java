package io.packhouse.ordering.process;

import static org.axonframework.modelling.saga.SagaLifecycle.associateWith;

import io.packhouse.engine.saga.SagaCommandGateway;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.payment.api.PaymentEvent.*;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/// Saga class of [OrderFulfilment].
@Saga
@ProcessingGroup(OrderFulfilmentSaga.GROUP)
public class OrderFulfilmentSaga {

    static final String GROUP = OrderPlacementSaga.GROUP;
    private static final String ORDER = "orderId";
    private static final String PAYMENT = "paymentId";

    @Autowired
    private transient @Nullable SagaCommandGateway commands;

    private @Nullable OrderFulfilment fulfilment;

    @StartSaga
    @SagaEventHandler(associationProperty = ORDER)
    public void on(OrderConfirmed event) {
        fulfilment = OrderFulfilment.begin(event);
        fulfilment.payments().forEach(payment -> associateWith(PAYMENT, payment.value()));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(PaymentAuthorized event) {
        apply(fulfilment().onAuthorized(event.paymentId()));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(PaymentCaptured event) {
        apply(fulfilment().on(event));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(PaymentRefunded event) {
        apply(fulfilment().onRefunded(event.paymentId(), event.kept()));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(DisputeLost event) {
        apply(fulfilment().onRefunded(event.paymentId(), event.kept()));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(NothingToReturn event) {
        apply(fulfilment().onPaymentNotTaken(event.paymentId()));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(PaymentExpired event) {
        apply(fulfilment().onPaymentNotTaken(event.paymentId()));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(PaymentVoided event) {
        apply(fulfilment().onPaymentNotTaken(event.paymentId()));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(ReviewEnded event) {
        apply(fulfilment().onPaymentNotTaken(event.paymentId()));
    }

    @SagaEventHandler(associationProperty = ORDER)
    public void on(OrderShipped event) {
        apply(fulfilment().onShipped());
    }

    @SagaEventHandler(associationProperty = ORDER)
    public void on(OrderCancelled event) {
        apply(fulfilment().onCancelled());
    }

    private void apply(OrderFulfilment.Transition transition) {
        fulfilment = transition.after();
        Objects.requireNonNull(commands).send(transition.commands());
        if (fulfilment.isEnded()) {
            SagaLifecycle.end();
        }
    }

    private OrderFulfilment fulfilment() {
        return Objects.requireNonNull(fulfilment);
    }
}
