package io.packhouse.loyalty.process;

import io.packhouse.engine.process.ProcessCommands;
import io.packhouse.loyalty.api.LoyaltyCommand.CreditPurchase;
import io.packhouse.loyalty.api.LoyaltyPolicy;
import io.packhouse.loyalty.api.LoyaltyPurchaseEvent.PurchaseCounted;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/// A purchase that counts, or counts for less than before, is credited to its buyer's account.
@Component
@DisallowReplay
@ProcessingGroup(CreditPurchaseOnPurchaseCounted.GROUP)
class CreditPurchaseOnPurchaseCounted {

    static final String GROUP = "loyalty-credit";

    private final ProcessCommands commands;
    private final LoyaltyPolicy policy;

    CreditPurchaseOnPurchaseCounted(ProcessCommands commands, LoyaltyPolicy policy) {
        this.commands = commands;
        this.policy = policy;
    }

    @EventHandler
    void on(PurchaseCounted event, @Timestamp Instant at) {
        commands.send(
                List.of(
                        new CreditPurchase(
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
