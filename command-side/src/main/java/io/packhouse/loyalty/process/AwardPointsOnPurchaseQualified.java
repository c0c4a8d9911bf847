package io.packhouse.loyalty.process;

import io.packhouse.engine.saga.SagaCommandGateway;
import io.packhouse.loyalty.api.LoyaltyPolicy;
import io.packhouse.loyalty.api.account.LoyaltyCommand.*;
import io.packhouse.loyalty.api.purchase.LoyaltyPurchaseEvent.*;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/// Credits a purchase to its buyer's account when it counts, and again when a refund lowers it.
@Component
@DisallowReplay
@ProcessingGroup(AwardPointsOnPurchaseQualified.GROUP)
class AwardPointsOnPurchaseQualified {

    static final String GROUP = RecordPurchasesOnOrderEvents.GROUP;

    private final SagaCommandGateway commands;
    private final LoyaltyPolicy policy;

    AwardPointsOnPurchaseQualified(SagaCommandGateway commands, LoyaltyPolicy policy) {
        this.commands = commands;
        this.policy = policy;
    }

    @EventHandler
    void on(PurchaseQualified event, @Timestamp Instant at) {
        commands.send(List.of(new AwardPurchasePoints(
                event.accountId(),
                event.purchaseId().order(),
                event.parts(),
                event.total(),
                event.refunded(),
                event.paidAt(),
                at,
                policy)));
    }
}
