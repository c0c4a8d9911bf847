package io.packhouse.loyalty.process;

import io.packhouse.engine.timers.DurableWork;
import io.packhouse.loyalty.api.LoyaltyAccountEvent.PointsEarned;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/// One alarm a lot.
@Component
@DisallowReplay
@ProcessingGroup(ExpirePointsOnTime.GROUP)
class ExpirePointsOnTime {

    static final String GROUP = "loyalty-expiry";

    private final DurableWork work;
    private final ExpiryOfPoints expiry;

    ExpirePointsOnTime(DurableWork work, ExpiryOfPoints expiry) {
        this.work = work;
        this.expiry = expiry;
    }

    @EventHandler
    void on(PointsEarned event) {
        work.schedule(
                expiry,
                event.accountId() + "/" + event.lotId(),
                event.expiresAt(),
                new ExpiryOfPoints.Due(event.accountId(), event.expiresAt()));
    }
}
