package io.packhouse.ordering.process;

import io.packhouse.engine.saga.SagaCommandGateway;
import io.packhouse.ordering.api.DisputeDecision;
import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderCommand;
import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentId;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/// Records every refund and dispute on its order, in every state of the order: they can still come
/// when both processes of the order have ended.
@Component
@DisallowReplay
@ProcessingGroup(UpdateOrderOnPaymentChange.GROUP)
class UpdateOrderOnPaymentChange {

    static final String GROUP = "order-payments";

    private final SagaCommandGateway commands;

    UpdateOrderOnPaymentChange(SagaCommandGateway commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(PaymentRefunded event) {
        var id = event.paymentId();
        send(new RecordRefund(order(id), installment(id), event.refunded(), event.kept()));
    }

    @EventHandler
    void on(DisputeOpened event) {
        var id = event.paymentId();
        send(new RecordDispute(order(id), installment(id), event.disputeId(), event.amount(), event.reason()));
    }

    @EventHandler
    void on(DisputeWon event) {
        var id = event.paymentId();
        send(new RecordDisputeDecision(
                order(id), installment(id), event.disputeId(), DisputeDecision.WON, event.refunded(), event.kept()));
    }

    @EventHandler
    void on(DisputeLost event) {
        var id = event.paymentId();
        send(new RecordDisputeDecision(
                order(id), installment(id), event.disputeId(), DisputeDecision.LOST, event.refunded(), event.kept()));
    }

    /// Sent concurrently with the others of the batch: what they record depends on no order among
    /// them.
    private void send(OrderCommand command) {
        commands.send(List.of(command));
    }

    private static OrderId order(PaymentId paymentId) {
        return new OrderId(paymentId.reference());
    }

    private static Installment installment(PaymentId paymentId) {
        return Installment.valueOf(paymentId.installment());
    }
}
