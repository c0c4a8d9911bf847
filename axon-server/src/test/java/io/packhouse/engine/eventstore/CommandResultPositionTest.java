package io.packhouse.engine.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.commandhandling.CommandResult;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.idempotency.IdempotencyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/// The position returned to a caller, with a store whose head lags behind: it is always 40.
class CommandResultPositionTest {

    private static final Caller CALLER = new Caller("per_1", Set.of(), Instant.EPOCH, "trace", null, Set.of());

    private final EventPositionLookup eventPositionLookup = new EventPositionLookup(() -> 40);

    record Ship(String orderId) {}

    @Test
    void isTheOneOfTheStore() {
        assertThat(token(CommandResult.again("order", 1, 43, List.of()))).isEqualTo("g.43");
    }

    @Test
    void isTheOneSeenIfTheStoreReportsNone() {
        eventPositionLookup.onEvent(new GenericTrackedDomainEventMessage<>(
                Positions.token(42), new GenericDomainEventMessage<>("type", "order", 1, "shipped")));
        assertThat(token(CommandResult.again("order", 1, -1, List.of()))).isEqualTo("g.42");
    }

    @Test
    void isTheHeadForAnEventNeverSeen() {
        assertThat(token(CommandResult.again("order", 1, -1, List.of()))).isEqualTo("g.40");
    }

    private String token(CommandResult outcome) {
        var bus = SimpleCommandBus.builder().build();
        bus.subscribe(Ship.class.getName(), _ -> outcome);
        var engine = new InMemoryEventStorageEngine();
        var dispatcher = new CommandDispatcher(
                DefaultCommandGateway.builder().commandBus(bus).build(),
                EmbeddedEventStore.builder().storageEngine(engine).build(),
                eventPositionLookup,
                unused(),
                Duration.ofSeconds(5));
        var answer = dispatcher.accept(new Ship("order"), CALLER);
        return String.valueOf(answer.getHeaders().getFirst(CommandDispatcher.CONSISTENCY_TOKEN));
    }

    /// These requests have no idempotency key.
    private static IdempotencyStore unused() {
        var jdbc = JdbcClient.create(new DriverManagerDataSource());
        return new IdempotencyStore(jdbc, JsonMapper.shared(), Clock.systemUTC());
    }
}
