package io.packhouse.engine.commandhandling;

import io.packhouse.engine.monitoring.Tracing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/// Copies actor and correlation metadata from a message to the messages it causes.
public final class ActorCorrelationDataProvider implements CorrelationDataProvider {

    private static final List<String> PASSED_ON = List.of(
            MetaDataKeys.ACTOR,
            MetaDataKeys.API_KEY,
            MetaDataKeys.TRACE_ID,
            MetaDataKeys.PERSONS,
            MetaDataKeys.IDEMPOTENCY);

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        var known = message.getMetaData();
        var data = new HashMap<String, Object>();
        PASSED_ON.stream().filter(known::containsKey).forEach(key -> data.put(key, known.get(key)));
        data.putAll(Tracing.here());
        data.put(MetaDataKeys.CORRELATION_ID, known.getOrDefault(MetaDataKeys.CORRELATION_ID, message.getIdentifier()));
        data.put(MetaDataKeys.CAUSATION_ID, message.getIdentifier());
        if (message instanceof CommandMessage<?>) {
            data.put(MetaDataKeys.COMMAND_ID, message.getIdentifier());
        } else {
            data.remove(MetaDataKeys.API_KEY); // It sent the request, and nothing else.
            data.remove(MetaDataKeys.IDEMPOTENCY); // The key identifies the request, not its consequences.
            data.remove(MetaDataKeys.PERSONS);
        }
        return data;
    }
}
