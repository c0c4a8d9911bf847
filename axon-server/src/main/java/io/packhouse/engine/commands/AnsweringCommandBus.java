package io.packhouse.engine.commands;

import java.util.concurrent.Executor;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MessageHandler;

/// Handles each command on a thread of its own. Unlike Axon's asynchronous bus it answers even when
/// the transaction cannot begin, as without a database, or an Error comes: whoever sent the command
/// would wait for ever, and a process with it.
public final class AnsweringCommandBus extends SimpleCommandBus {

    private final Executor threads;

    public AnsweringCommandBus(Builder builder, Executor threads) {
        super(builder);
        this.threads = threads;
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        threads.execute(
                () -> {
                    try {
                        super.handle(command, handler, callback);
                    } catch (RuntimeException | Error e) {
                        callback.onResult(
                                command, GenericCommandResultMessage.asCommandResultMessage(e));
                    }
                });
    }
}
