package io.packhouse.loyalty.process;

import io.packhouse.engine.saga.SagaCommandGateway;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;
import io.packhouse.loyalty.api.account.LoyaltyCommand.*;
import io.packhouse.loyalty.api.reward.RewardCommand.*;
import io.packhouse.loyalty.api.reward.RewardEvent.*;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/// Reserved points claim the reward; a successful claim redeems them, a failed claim releases them.
@Component
@DisallowReplay
@ProcessingGroup(RedeemReward.GROUP)
class RedeemReward {

    static final String GROUP = RecordPurchasesOnOrderEvents.GROUP;

    private final SagaCommandGateway commands;

    RedeemReward(SagaCommandGateway commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(PointsReserved event) {
        commands.send(List.of(new ClaimReward(event.rewardId(), event.redemptionId(), event.accountId())));
    }

    @EventHandler
    void on(RewardClaimed event) {
        commands.send(List.of(new RedeemPoints(event.accountId(), event.redemptionId())));
    }

    @EventHandler
    void on(RewardClaimRefused event, @Timestamp Instant at) {
        commands.send(List.of(new ReleasePoints(event.accountId(), event.redemptionId(), event.reason(), at)));
    }
}
