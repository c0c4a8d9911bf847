package io.packhouse.ordering.process;

import static org.axonframework.modelling.saga.SagaLifecycle.associateWith;

import io.packhouse.engine.saga.SagaCommandGateway;
import io.packhouse.ordering.api.OrderEvent.OrderCancelled;
import io.packhouse.ordering.api.OrderEvent.OrderConfirmed;
import io.packhouse.ordering.api.OrderEvent.OrderShipped;
import io.packhouse.payment.api.PaymentEvent.DisputeLost;
import io.packhouse.payment.api.PaymentEvent.NothingToReturn;
import io.packhouse.payment.api.PaymentEvent.PaymentAuthorized;
import io.packhouse.payment.api.PaymentEvent.PaymentCaptured;
import io.packhouse.payment.api.PaymentEvent.PaymentExpired;
import io.packhouse.payment.api.PaymentEvent.PaymentRefunded;
import io.packhouse.payment.api.PaymentEvent.PaymentVoided;
import io.packhouse.payment.api.PaymentEvent.ReviewEnded;
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

    static final String GROUP = "order-fulfilment";
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
        take(fulfilment().onAuthorized(event.paymentId()));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(PaymentCaptured event) {
        take(fulfilment().on(event));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(PaymentRefunded event) {
        take(fulfilment().onRefunded(event.paymentId(), event.kept()));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(DisputeLost event) {
        take(fulfilment().onRefunded(event.paymentId(), event.kept()));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(NothingToReturn event) {
        take(fulfilment().onPaymentNotTaken(event.paymentId()));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(PaymentExpired event) {
        take(fulfilment().onPaymentNotTaken(event.paymentId()));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(PaymentVoided event) {
        take(fulfilment().onPaymentNotTaken(event.paymentId()));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(ReviewEnded event) {
        take(fulfilment().onPaymentNotTaken(event.paymentId()));
    }

    @SagaEventHandler(associationProperty = ORDER)
    public void on(OrderShipped event) {
        take(fulfilment().onShipped());
    }

    @SagaEventHandler(associationProperty = ORDER)
    public void on(OrderCancelled event) {
        take(fulfilment().onCancelled());
    }

    private void take(OrderFulfilment.Transition step) {
        fulfilment = step.after();
        Objects.requireNonNull(commands).send(step.commands());
        if (step.after().isEnded()) {
            SagaLifecycle.end();
        }
    }

    private OrderFulfilment fulfilment() {
        return Objects.requireNonNull(fulfilment);
    }
}
