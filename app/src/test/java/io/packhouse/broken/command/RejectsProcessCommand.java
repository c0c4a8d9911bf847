package io.packhouse.broken.command;

import io.packhouse.broken.api.BrokenCommand.*;
import io.packhouse.inventory.api.InventoryRefusal;
import io.packhouse.shared.api.CommandRejectedException;
import org.axonframework.commandhandling.CommandHandler;

/// Breaks: a command of a process is answered with an event in every state.
class RejectsProcessCommand {

    @CommandHandler
    void handle(SentByProcess command) {
        decide();
    }

    private static void decide() {
        throw new CommandRejectedException(InventoryRefusal.QUANTITY_TOO_LARGE);
    }
}
