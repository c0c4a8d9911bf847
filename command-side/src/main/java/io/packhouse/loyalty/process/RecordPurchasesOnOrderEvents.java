package io.packhouse.loyalty.process;

import io.packhouse.engine.saga.SagaCommandGateway;
import io.packhouse.loyalty.api.purchase.LoyaltyPurchaseCommand.*;
import io.packhouse.loyalty.api.purchase.LoyaltyPurchaseEvent.*;
import io.packhouse.loyalty.api.purchase.PurchaseId;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.ordering.api.OrderId;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/// Records orders, payments and refunds for loyalty. Goods earn points at their net price; tax and
/// shipping do not. Loyalty decides whether a price is paid in full, by one payment or by deposit
/// and balance.
@Component
@DisallowReplay
@ProcessingGroup(RecordPurchasesOnOrderEvents.GROUP)
class RecordPurchasesOnOrderEvents {

    static final String GROUP = "loyalty";

    private final SagaCommandGateway commands;

    RecordPurchasesOnOrderEvents(SagaCommandGateway commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(OrderPlaced event) {
        var parts = event.terms().lines().stream()
                .map(line -> new PurchaseLine(line.line(), line.net()))
                .toList();
        var total = event.terms().totals().total();
        commands.send(List.of(new RecordPurchase(of(event.orderId()), event.buyer(), parts, total)));
    }

    @EventHandler
    void on(OrderConfirmed event, @Timestamp Instant at) {
        commands.send(List.of(new RecordPurchasePayment(of(event.orderId()), event.paid(), at)));
    }

    @EventHandler
    void on(OrderBalancePaid event, @Timestamp Instant at) {
        commands.send(List.of(new RecordPurchasePayment(of(event.orderId()), event.paid(), at)));
    }

    @EventHandler
    void on(OrderRefunded event) {
        commands.send(List.of(new RecordPurchaseRefund(of(event.orderId()), event.refunded())));
    }

    @EventHandler
    void on(OrderDisputeLost event) {
        commands.send(List.of(new RecordPurchaseRefund(of(event.orderId()), event.refunded())));
    }

    private static PurchaseId of(OrderId order) {
        return PurchaseId.derive(order.value());
    }
}
