package io.packhouse.loyalty.process;

import io.packhouse.engine.process.ProcessCommands;
import io.packhouse.engine.timers.Work;
import io.packhouse.loyalty.api.LoyaltyAccountId;
import io.packhouse.loyalty.api.LoyaltyCommand.ExpirePoints;
import io.packhouse.loyalty.api.LoyaltyPolicy;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Rings when a lot's time is over. It is never cancelled, only harmless once nothing is left.
@Component
class ExpiryOfPoints implements Work<ExpiryOfPoints.Due> {

    private final ProcessCommands commands;
    private final LoyaltyPolicy policy;

    record Due(LoyaltyAccountId accountId, Instant expiresAt) {}

    ExpiryOfPoints(ProcessCommands commands, LoyaltyPolicy policy) {
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
