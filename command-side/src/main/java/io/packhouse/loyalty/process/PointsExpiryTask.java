package io.packhouse.loyalty.process;

import io.packhouse.engine.saga.SagaCommandGateway;
import io.packhouse.engine.scheduling.DurableTask;
import io.packhouse.loyalty.api.LoyaltyPolicy;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.LoyaltyCommand.*;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Expires a lot of points at its time. Not cancelled earlier, because expiring an empty lot has no
/// effect.
@Component
class PointsExpiryTask implements DurableTask<PointsExpiryTask.Due> {

    private final SagaCommandGateway commands;
    private final LoyaltyPolicy policy;

    record Due(LoyaltyAccountId accountId, Instant expiresAt) {}

    PointsExpiryTask(SagaCommandGateway commands, LoyaltyPolicy policy) {
        this.commands = commands;
        this.policy = policy;
    }

    @Override
    public String name() {
        return "loyalty.expire-points";
    }

    @Override
    public Class<Due> payload() {
        return Due.class;
    }

    @Override
    public Next perform(Due due) {
        commands.sendAndWait(new ExpirePoints(due.accountId(), due.expiresAt(), policy));
        return new Next.Done();
    }
}
