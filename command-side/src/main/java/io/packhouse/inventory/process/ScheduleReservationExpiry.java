package io.packhouse.inventory.process;

import io.packhouse.engine.scheduling.DurableTaskScheduler;
import io.packhouse.inventory.api.InventoryItemEvent.*;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/// Schedules one expiry task per reservation, on the first of its items; later ones find it
/// scheduled.
@Component
@DisallowReplay
@ProcessingGroup(ScheduleReservationExpiry.GROUP)
class ScheduleReservationExpiry {

    static final String GROUP = "reservation-expiry";

    private final DurableTaskScheduler work;
    private final ReservationExpiryTask expiry;

    ScheduleReservationExpiry(DurableTaskScheduler work, ReservationExpiryTask expiry) {
        this.work = work;
        this.expiry = expiry;
    }

    @EventHandler
    void on(StockReserved event) {
        if (event.items().first().equals(event.itemId())) {
            work.schedule(
                    expiry,
                    event.reservationId().value(),
                    event.expiresAt(),
                    new ReservationExpiryTask.Due(event.reservationId(), event.items(), event.expiresAt()));
        }
    }
}
