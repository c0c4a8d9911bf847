package io.packhouse.broken.command;

import io.packhouse.broken.api.BrokenCommand.Insist;
import io.packhouse.inventory.api.InventoryRefusal;
import io.packhouse.shared.api.CommandRejectedException;
import org.axonframework.commandhandling.CommandHandler;

/// Breaks: what a process asks is answered with an event in every state.
class RejectsProcessCommand {

    @CommandHandler
    void handle(Insist ask) {
        decide();
    }

    private static void decide() {
        throw new CommandRejectedException(InventoryRefusal.QUANTITY_TOO_LARGE);
    }
}
