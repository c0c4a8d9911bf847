package io.packhouse.broken.process;

import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.gateway.CommandGateway;

/// Breaks: a process sends through SagaCommandGateway, which awaits.
class DropsCommandResult {

    CompletableFuture<Object> send(CommandGateway gateway) {
        return gateway.send("and let others wait");
    }
}
