package io.packhouse.ordering.process;

import static org.axonframework.modelling.saga.SagaLifecycle.associateWith;

import io.packhouse.engine.saga.SagaCommandGateway;
import io.packhouse.inventory.api.InventoryItemEvent.*;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.payment.api.PaymentEvent.*;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/// Saga class of [OrderPlacement].
@Saga
@ProcessingGroup(OrderPlacementSaga.GROUP)
public class OrderPlacementSaga {

    static final String GROUP = "orders";
    private static final String ORDER = "orderId";
    private static final String RESERVATION = "reservationId";
    private static final String PAYMENT = "paymentId";

    @Autowired
    private transient @Nullable SagaCommandGateway commands;

    private @Nullable OrderPlacement placement;

    @StartSaga
    @SagaEventHandler(associationProperty = ORDER)
    public void on(OrderPlaced event) {
        var begun = OrderPlacement.begin(event);
        // Before a command is sent, so that no event is missed.
        associateWith(PAYMENT, begun.after().payment().value());
        apply(begun);
    }

    @SagaEventHandler(associationProperty = RESERVATION)
    public void on(StockReserved event, @Timestamp Instant at) {
        apply(placement().onReserved(at));
    }

    @SagaEventHandler(associationProperty = RESERVATION)
    public void on(ReservationRefused event, @Timestamp Instant at) {
        apply(placement().on(event, at));
    }

    @SagaEventHandler(associationProperty = RESERVATION)
    public void on(ReservationExpired event, @Timestamp Instant at) {
        apply(placement().onReservationExpired(at));
    }

    @SagaEventHandler(associationProperty = RESERVATION)
    public void on(ReservationCommitted event, @Timestamp Instant at) {
        apply(placement().onCommitted(at));
    }

    @SagaEventHandler(associationProperty = RESERVATION)
    public void on(ReservationCommitRejected event, @Timestamp Instant at) {
        apply(placement().onCommitmentRefused(at));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(PaymentAuthorized event, @Timestamp Instant at) {
        apply(placement().onAuthorized(at));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(PaymentCaptured event, @Timestamp Instant at) {
        apply(placement().onCaptured(at));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(PaymentExpired event, @Timestamp Instant at) {
        apply(placement().onPaymentNotTaken(at));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(PaymentVoided event, @Timestamp Instant at) {
        apply(placement().onPaymentNotTaken(at));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(CaptureRejected event, @Timestamp Instant at) {
        apply(placement().onPaymentNotTaken(at));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(PaymentRefunded event, @Timestamp Instant at) {
        apply(placement().onRefunded(event.kept(), at));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(DisputeLost event, @Timestamp Instant at) {
        apply(placement().onRefunded(event.kept(), at));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(NothingToReturn event, @Timestamp Instant at) {
        apply(placement().onReversalEnded(at));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(PaymentMismatched event, @Timestamp Instant at) {
        apply(placement().onMismatched(at));
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    public void on(ReviewEnded event, @Timestamp Instant at) {
        apply(placement().onReversalEnded(at));
    }

    @SagaEventHandler(associationProperty = ORDER)
    public void on(OrderConfirmed event, @Timestamp Instant at) {
        apply(placement().onConfirmed(at));
    }

    @SagaEventHandler(associationProperty = ORDER)
    public void on(OrderCancelled event, @Timestamp Instant at) {
        apply(placement().onCancelled(at));
    }

    @SagaEventHandler(associationProperty = ORDER)
    public void on(OrderConfirmationRejected event, @Timestamp Instant at) {
        apply(placement().onCancelled(at));
    }

    @SagaEventHandler(associationProperty = ORDER)
    public void on(OrderAcceptanceRejected event, @Timestamp Instant at) {
        apply(placement().onCancelled(at));
    }

    private void apply(OrderPlacement.Transition transition) {
        placement = transition.after();
        associateWith(RESERVATION, placement.holding().reservation().value());
        Objects.requireNonNull(commands).send(transition.commands());
        if (placement.isEnded()) {
            SagaLifecycle.end();
        }
    }

    private OrderPlacement placement() {
        return Objects.requireNonNull(placement);
    }
}
