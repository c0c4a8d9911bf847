package io.packhouse.engine.commandhandling;

import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Refusal;
import java.util.Map;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;

/// Converts every refusal to an exception that survives serialization, with and without Axon
/// Server.
public final class RejectionInterceptor implements MessageHandlerInterceptor<CommandMessage<?>> {

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        try {
            return chain.proceed();
        } catch (CommandRejectedException commandRejectedException) {
            throw carried(commandRejectedException.answer());
        } catch (AggregateNotFoundException e) {
            throw carried(new CommandRejectedException.Answer(
                    "NOT_FOUND",
                    "There is nothing with that id.",
                    Refusal.Kind.NOT_FOUND,
                    Map.of("id", e.getAggregateIdentifier())));
        }
    }

    static CommandExecutionException carried(CommandRejectedException.Answer answer) {
        return new CommandExecutionException(answer.sentence(), null, answer);
    }
}
