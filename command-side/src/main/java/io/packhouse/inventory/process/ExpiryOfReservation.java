package io.packhouse.inventory.process;

import io.packhouse.engine.process.ProcessCommands;
import io.packhouse.engine.timers.Work;
import io.packhouse.inventory.api.InventoryCommand.ExpireReservation;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.ReservationId;
import java.time.Instant;
import java.util.SortedSet;
import org.springframework.stereotype.Component;

/// Rings when a promise lapses. It is never cancelled, only harmless once the goods are committed.
@Component
class ExpiryOfReservation implements Work<ExpiryOfReservation.Due> {

    private final ProcessCommands commands;

    record Due(ReservationId reservationId, SortedSet<InventoryItemId> items, Instant expiresAt) {}

    ExpiryOfReservation(ProcessCommands commands) {
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
        commands.sendAndWait(
                new ExpireReservation(due.reservationId(), due.items(), due.expiresAt()));
        return new Next.Done();
    }
}
