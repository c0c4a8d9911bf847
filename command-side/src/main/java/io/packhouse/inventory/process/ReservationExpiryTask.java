package io.packhouse.inventory.process;

import io.packhouse.engine.saga.SagaCommandGateway;
import io.packhouse.engine.scheduling.DurableTask;
import io.packhouse.inventory.api.InventoryCommand.*;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.ReservationId;
import java.time.Instant;
import java.util.SortedSet;
import org.springframework.stereotype.Component;

/// Expires a reservation at its deadline. Not cancelled on commit, because expiring a committed
/// reservation has no effect.
@Component
class ReservationExpiryTask implements DurableTask<ReservationExpiryTask.Due> {

    private final SagaCommandGateway commands;

    record Due(ReservationId reservationId, SortedSet<InventoryItemId> items, Instant expiresAt) {}

    ReservationExpiryTask(SagaCommandGateway commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "inventory.expire-reservation";
    }

    @Override
    public Class<Due> payload() {
        return Due.class;
    }

    @Override
    public Next perform(Due due) {
        commands.sendAndWait(new ExpireReservation(due.reservationId(), due.items(), due.expiresAt()));
        return new Next.Done();
    }
}
