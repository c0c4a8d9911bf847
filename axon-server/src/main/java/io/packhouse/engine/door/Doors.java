package io.packhouse.engine.door;

import io.packhouse.engine.commands.CommandOutcome;
import io.packhouse.engine.commands.Meta;
import io.packhouse.engine.idempotency.IdempotentRequests;
import io.packhouse.engine.store.Failpoint;
import io.packhouse.engine.store.Whereabouts;
import io.packhouse.engine.watch.Traces;
import io.packhouse.shared.api.Refused;
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

/// The one way from HTTP to the command bus.
public class Doors {

    public static final String CONSISTENCY_TOKEN = "Consistency-Token";
    public static final String REPLAYED = "Idempotency-Replayed";

    private static final Duration A_WHILE = Duration.ofSeconds(1);
    private static final Duration A_MOMENT = Duration.ofMillis(50);

    private final CommandGateway gateway;
    private final EventStore store;
    private final Whereabouts whereabouts;
    private final IdempotentRequests requests;
    private final Duration patience;
    private final AnnotationRoutingStrategy routing = AnnotationRoutingStrategy.defaultStrategy();

    public Doors(
            CommandGateway gateway,
            EventStore store,
            Whereabouts whereabouts,
            IdempotentRequests requests,
            Duration patience) {
        this.gateway = gateway;
        this.store = store;
        this.whereabouts = whereabouts;
        this.requests = requests;
        this.patience = patience;
    }

    /// Sends, waits until the events are stored, and answers 200 with what was recorded.
    public ResponseEntity<Recorded> accept(Object command, Caller caller) {
        return ok(send(command, caller));
    }

    /// The same, answering 201 with the address of what was created.
    public ResponseEntity<Recorded> create(Object command, Caller caller, URI location) {
        return created(send(command, caller), location);
    }

    /// 200 with what was recorded.
    public static ResponseEntity<Recorded> ok(Recorded recorded) {
        return answer(ResponseEntity.ok(), recorded);
    }

    /// 201 with the address of what was created.
    public static ResponseEntity<Recorded> created(Recorded recorded, URI location) {
        return answer(ResponseEntity.created(location), recorded);
    }

    /// Sends a command for the answer it returns.
    public <T> T ask(Object command, Caller caller, Class<T> answer) {
        return answer.cast(dispatch(message(command, caller)).answer());
    }

    /// Sends, waits until the events are stored, and returns what was recorded.
    public Recorded send(Object command, Caller caller) {
        var plain = expecting(caller, message(command, caller));
        if (caller.request() == null) {
            return recorded(plain, dispatch(plain));
        }
        var key = caller.request().nextKey();
        var bodyHash = caller.request().bodyHash();
        var keyed = plain.andMetaData(Map.of(Meta.IDEMPOTENCY, key, Meta.BODY_HASH, bodyHash));
        try {
            return recorded(keyed, dispatch(keyed));
        } catch (Refused refused) {
            requests.refused(key, bodyHash, refused.answer());
            throw refused;
        }
    }

    /// The same for a command that others are asked for first. A repeat is answered before they
    /// are: they may say something else by now.
    public Recorded sendOnce(Supplier<?> command, Caller caller) {
        return answeredBefore(caller).orElseGet(() -> send(command.get(), caller));
    }

    private static ResponseEntity<Recorded> answer(
            ResponseEntity.BodyBuilder response, Recorded recorded) {
        return response.eTag("\"v" + recorded.version() + "\"")
                .header(CONSISTENCY_TOKEN, "g." + Math.max(0, recorded.position()))
                .header(REPLAYED, String.valueOf(recorded.replayed()))
                .body(recorded);
    }

    private Recorded recorded(CommandMessage<?> command, CommandOutcome outcome) {
        var stream = outcome.stream();
        if (stream == null || stream.isEmpty()) {
            var target = routing.getRoutingKey(command);
            var version = store.lastSequenceNumberFor(target).orElse(-1L);
            return new Recorded(
                    target, version, outcome.events(), whereabouts.head(), outcome.replayed());
        }
        return new Recorded(
                stream,
                outcome.version(),
                outcome.events(),
                position(stream, outcome),
                outcome.replayed());
    }

    /// The same as what happened to `id`, with that stream's version: the last event may stand in
    /// another.
    public Recorded about(Object id, Recorded recorded) {
        var stream = id.toString();
        return stream.equals(recorded.id())
                ? recorded
                : new Recorded(
                        stream,
                        store.lastSequenceNumberFor(stream).orElse(-1L),
                        recorded.events(),
                        recorded.position(),
                        recorded.replayed());
    }

    private Optional<Recorded> answeredBefore(Caller caller) {
        var request = caller.request();
        return request == null
                ? Optional.empty()
                : requests.find(request.comingKey(), request.bodyHash())
                        .filter(outcome -> outcome.stream() != null && !outcome.stream().isEmpty())
                        .map(
                                outcome ->
                                        new Recorded(
                                                outcome.stream(),
                                                outcome.version(),
                                                outcome.events(),
                                                position(outcome.stream(), outcome),
                                                true));
    }

    // Axon Server does not say where it put the events. Those of an earlier answer are there, and
    // mostly longer than this process remembers.
    private long position(String stream, CommandOutcome outcome) {
        if (outcome.position() >= 0) {
            return outcome.position();
        }
        var atMost = outcome.replayed() ? A_MOMENT : A_WHILE;
        return whereabouts.of(stream, outcome.version(), atMost);
    }

    private CommandOutcome dispatch(CommandMessage<?> command) {
        try {
            // What waits for a lock or died without a word must not keep its caller for ever.
            var outcome =
                    gateway.<CommandOutcome>send(command)
                            .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            Failpoint.reached("door.stored");
            return outcome;
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        } catch (TimeoutException e) {
            throw new CommandUnanswered(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandUnanswered(patience);
        }
    }

    private static RuntimeException unwrapped(Throwable cause) {
        if (cause instanceof CommandExecutionException carried) {
            var answer = carried.<Refused.Answer>getDetails();
            if (answer.isPresent()) {
                return new Refused(answer.get());
            }
        }
        return cause instanceof RuntimeException failure ? failure : new CompletionException(cause);
    }

    private static CommandMessage<?> expecting(Caller caller, CommandMessage<?> command) {
        return caller.expected() == null
                ? command
                : command.andMetaData(Map.of(Meta.EXPECTED_VERSIONS, caller.expected().text()));
    }

    private static CommandMessage<?> message(Object command, Caller caller) {
        var metaData = new HashMap<String, Object>();
        metaData.put(Meta.ACTOR, caller.actor());
        metaData.put(Meta.TRACE_ID, caller.traceId());
        metaData.putAll(Traces.here());
        if (!caller.persons().isEmpty()) {
            metaData.put(
                    Meta.PERSONS,
                    caller.persons().stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining(",")));
        }
        return GenericCommandMessage.asCommandMessage(command).andMetaData(metaData);
    }
}
