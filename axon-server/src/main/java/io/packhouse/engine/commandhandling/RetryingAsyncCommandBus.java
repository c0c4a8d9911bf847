package io.packhouse.engine.commandhandling;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MessageHandler;

/// Handles each command on a thread of its own. Unlike Axon's asynchronous bus it also replies when
/// the transaction cannot begin, as without a database, or when an Error is thrown: otherwise the
/// sender, possibly a process, would wait for ever.
///
/// A command with a concurrency conflict is retried here, where a conflict can be distinguished
/// from other failures: after serialization they all look alike.
public final class RetryingAsyncCommandBus extends SimpleCommandBus {

    private static final int MOST_ATTEMPTS = 20;
    private static final long PAUSE_MILLISECONDS = 5;

    private final CommandExecutor threads;

    public RetryingAsyncCommandBus(Builder builder, CommandExecutor threads) {
        super(builder);
        this.threads = threads;
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        threads.execute(command, () -> attempt(command, handler, callback, 1));
    }

    private <C, R> void attempt(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback,
            int number) {
        try {
            super.<C, R>handle(command, handler, (message, result) -> {
                if (number < MOST_ATTEMPTS
                        && result.isExceptional()
                        && ConcurrencyConflicts.isOne(result.exceptionResult())) {
                    CompletableFuture.delayedExecutor(PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS)
                            .execute(() ->
                                    threads.execute(command, () -> attempt(command, handler, callback, number + 1)));
                } else {
                    callback.onResult(message, result);
                }
            });
        } catch (RuntimeException | Error e) {
            callback.onResult(command, GenericCommandResultMessage.asCommandResultMessage(e));
        }
    }
}
