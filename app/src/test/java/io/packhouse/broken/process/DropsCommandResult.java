package io.packhouse.broken.process;

import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.gateway.CommandGateway;

/// Breaks: a process sends through SagaCommandGateway, which awaits the result.
class DropsCommandResult {

    CompletableFuture<Object> send(CommandGateway gateway) {
        return gateway.send("not awaited");
    }
}
