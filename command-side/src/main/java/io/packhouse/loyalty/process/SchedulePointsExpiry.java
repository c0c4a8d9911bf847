package io.packhouse.loyalty.process;

import io.packhouse.engine.scheduling.DurableTaskScheduler;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/// Schedules one expiry task per lot.
@Component
@DisallowReplay
@ProcessingGroup(SchedulePointsExpiry.GROUP)
class SchedulePointsExpiry {

    static final String GROUP = RecordPurchasesOnOrderEvents.GROUP;

    private final DurableTaskScheduler work;
    private final PointsExpiryTask expiry;

    SchedulePointsExpiry(DurableTaskScheduler work, PointsExpiryTask expiry) {
        this.work = work;
        this.expiry = expiry;
    }

    @EventHandler
    void on(PointsEarned event) {
        work.schedule(
                expiry,
                event.accountId() + "/" + event.lotId(),
                event.expiresAt(),
                new PointsExpiryTask.Due(event.accountId(), event.expiresAt()));
    }
}
