package io.packhouse.engine.commands;

import io.packhouse.shared.api.Refusal;
import io.packhouse.shared.api.Refused;
import java.util.Map;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;

/// A refusal in the one form that survives the wire, in both modes alike.
public final class RefusalInterceptor implements MessageHandlerInterceptor<CommandMessage<?>> {

    @Override
    public @Nullable Object handle(
            UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        try {
            return chain.proceed();
        } catch (Refused refused) {
            throw carried(refused.answer());
        } catch (AggregateNotFoundException e) {
            throw carried(
                    new Refused.Answer(
                            "NOT_FOUND",
                            "There is nothing under that id.",
                            Refusal.Kind.UNKNOWN,
                            Map.of("id", e.getAggregateIdentifier())));
        }
    }

    static CommandExecutionException carried(Refused.Answer answer) {
        return new CommandExecutionException(answer.sentence(), null, answer);
    }
}
