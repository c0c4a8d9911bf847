package io.packhouse.engine.http;

import io.packhouse.engine.commandhandling.CommandResult;
import io.packhouse.engine.commandhandling.MetaDataKeys;
import io.packhouse.engine.eventstore.EventPositionLookup;
import io.packhouse.engine.eventstore.Failpoint;
import io.packhouse.engine.idempotency.IdempotencyStore;
import io.packhouse.engine.monitoring.Tracing;
import io.packhouse.shared.api.CommandRejectedException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.distributed.AnnotationRoutingStrategy;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.http.ResponseEntity;

/// Sends the commands of HTTP requests to the command bus.
public class CommandDispatcher {

    public static final String CONSISTENCY_TOKEN = "Consistency-Token";
    public static final String REPLAYED = "Idempotency-Replayed";

    private static final Duration A_WHILE = Duration.ofSeconds(1);
    private static final Duration A_MOMENT = Duration.ofMillis(50);

    private final CommandGateway gateway;
    private final EventStore store;
    private final EventPositionLookup eventPositionLookup;
    private final IdempotencyStore requests;
    private final Duration patience;
    private final AnnotationRoutingStrategy routing = AnnotationRoutingStrategy.defaultStrategy();

    public CommandDispatcher(
            CommandGateway gateway,
            EventStore store,
            EventPositionLookup eventPositionLookup,
            IdempotencyStore requests,
            Duration patience) {
        this.gateway = gateway;
        this.store = store;
        this.eventPositionLookup = eventPositionLookup;
        this.requests = requests;
        this.patience = patience;
    }

    /// Sends, waits until the events are stored, and returns 200 with the receipt.
    public ResponseEntity<CommandReceipt> accept(Object command, Caller caller) {
        return ok(send(command, caller));
    }

    /// Like [#accept], but returns 201 with the address of the created resource.
    public ResponseEntity<CommandReceipt> create(Object command, Caller caller, URI location) {
        return created(send(command, caller), location);
    }

    /// 200 with the receipt.
    public static ResponseEntity<CommandReceipt> ok(CommandReceipt commandReceipt) {
        return answer(ResponseEntity.ok(), commandReceipt);
    }

    /// 201 with the address of the created resource.
    public static ResponseEntity<CommandReceipt> created(CommandReceipt commandReceipt, URI location) {
        return answer(ResponseEntity.created(location), commandReceipt);
    }

    /// Sends a command and returns the handler's result.
    public <T> T query(Object command, Caller caller, Class<T> answer) {
        return answer.cast(dispatch(message(command, caller)).answer());
    }

    /// Sends, waits until the events are stored, and returns the receipt.
    public CommandReceipt send(Object command, Caller caller) {
        var plain = expecting(caller, message(command, caller));
        if (caller.request() == null) {
            return recorded(plain, dispatch(plain));
        }
        var key = caller.request().nextKey();
        var bodyHash = caller.request().bodyHash();
        var keyed = plain.andMetaData(Map.of(MetaDataKeys.IDEMPOTENCY, key, MetaDataKeys.BODY_HASH, bodyHash));
        try {
            return recorded(keyed, dispatch(keyed));
        } catch (CommandRejectedException commandRejectedException) {
            requests.refused(key, bodyHash, commandRejectedException.answer());
            throw commandRejectedException;
        }
    }

    /// Like [#send], for a command that depends on other queries. A repeated request is answered
    /// before they run, because their results may have changed.
    public CommandReceipt sendOnce(Supplier<?> command, Caller caller) {
        return answeredBefore(caller).orElseGet(() -> send(command.get(), caller));
    }

    private static ResponseEntity<CommandReceipt> answer(
            ResponseEntity.BodyBuilder response, CommandReceipt commandReceipt) {
        return response.eTag("\"v" + commandReceipt.version() + "\"")
                .header(CONSISTENCY_TOKEN, "g." + Math.max(0, commandReceipt.position()))
                .header(REPLAYED, String.valueOf(commandReceipt.replayed()))
                .body(commandReceipt);
    }

    private CommandReceipt recorded(CommandMessage<?> command, CommandResult outcome) {
        var stream = outcome.stream();
        if (stream == null || stream.isEmpty()) {
            var target = routing.getRoutingKey(command);
            var version = store.lastSequenceNumberFor(target).orElse(-1L);
            return new CommandReceipt(
                    target, version, outcome.events(), eventPositionLookup.head(), outcome.replayed());
        }
        return new CommandReceipt(
                stream, outcome.version(), outcome.events(), position(stream, outcome), outcome.replayed());
    }

    /// The same receipt for the stream of `id`, with its version: the last event may belong to
    /// another stream.
    public CommandReceipt about(Object id, CommandReceipt commandReceipt) {
        var stream = id.toString();
        return stream.equals(commandReceipt.id())
                ? commandReceipt
                : new CommandReceipt(
                        stream,
                        store.lastSequenceNumberFor(stream).orElse(-1L),
                        commandReceipt.events(),
                        commandReceipt.position(),
                        commandReceipt.replayed());
    }

    private Optional<CommandReceipt> answeredBefore(Caller caller) {
        var request = caller.request();
        return request == null
                ? Optional.empty()
                : requests.find(request.comingKey(), request.bodyHash())
                        .filter(outcome ->
                                outcome.stream() != null && !outcome.stream().isEmpty())
                        .map(outcome -> new CommandReceipt(
                                outcome.stream(),
                                outcome.version(),
                                outcome.events(),
                                position(outcome.stream(), outcome),
                                true));
    }

    // Axon Server does not report the positions of its events. Those of an earlier response are
    // already readable, and are mostly older than this process remembers.
    private long position(String stream, CommandResult outcome) {
        if (outcome.position() >= 0) {
            return outcome.position();
        }
        var atMost = outcome.replayed() ? A_MOMENT : A_WHILE;
        return eventPositionLookup.of(stream, outcome.version(), atMost);
    }

    private CommandResult dispatch(CommandMessage<?> command) {
        try {
            // Bound the wait: the command may be blocked on a lock, or the node may have failed.
            var outcome = gateway.<CommandResult>send(command).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            Failpoint.reached("command.stored");
            return outcome;
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        } catch (TimeoutException e) {
            throw new CommandTimeoutException(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandTimeoutException(patience);
        }
    }

    private static RuntimeException unwrapped(Throwable cause) {
        if (cause instanceof CommandExecutionException carried) {
            var answer = carried.<CommandRejectedException.Answer>getDetails();
            if (answer.isPresent()) {
                return new CommandRejectedException(answer.get());
            }
        }
        return cause instanceof RuntimeException failure ? failure : new CompletionException(cause);
    }

    private static CommandMessage<?> expecting(Caller caller, CommandMessage<?> command) {
        return caller.expected() == null
                ? command
                : command.andMetaData(
                        Map.of(MetaDataKeys.EXPECTED_VERSIONS, caller.expected().text()));
    }

    private static CommandMessage<?> message(Object command, Caller caller) {
        var metaData = new HashMap<String, Object>();
        metaData.put(MetaDataKeys.ACTOR, caller.actor());
        metaData.put(MetaDataKeys.TRACE_ID, caller.traceId());
        metaData.putAll(Tracing.here());
        if (caller.apiKey() != null) {
            metaData.put(MetaDataKeys.API_KEY, caller.apiKey());
        }
        if (!caller.persons().isEmpty()) {
            metaData.put(
                    MetaDataKeys.PERSONS,
                    caller.persons().stream().map(Object::toString).sorted().collect(Collectors.joining(",")));
        }
        return GenericCommandMessage.asCommandMessage(command).andMetaData(metaData);
    }
}
