package io.packhouse.engine.commands;

import io.packhouse.engine.watch.Traces;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/// Carries who and why from a message to whatever it leads to.
public final class CauseAndActor implements CorrelationDataProvider {

    private static final List<String> PASSED_ON =
            List.of(Meta.ACTOR, Meta.TRACE_ID, Meta.PERSONS, Meta.IDEMPOTENCY);

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        var known = message.getMetaData();
        var data = new HashMap<String, Object>();
        PASSED_ON.stream().filter(known::containsKey).forEach(key -> data.put(key, known.get(key)));
        data.putAll(Traces.here());
        data.put(
                Meta.CORRELATION_ID,
                known.getOrDefault(Meta.CORRELATION_ID, message.getIdentifier()));
        data.put(Meta.CAUSATION_ID, message.getIdentifier());
        if (message instanceof CommandMessage<?>) {
            data.put(Meta.COMMAND_ID, message.getIdentifier());
        } else {
            data.remove(Meta.IDEMPOTENCY); // The key names the request, not what it set in motion.
            data.remove(Meta.PERSONS);
        }
        return data;
    }
}
