package io.packhouse.engine.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.engine.commandhandling.CommandResultInterceptor;
import io.packhouse.engine.idempotency.IdempotencyStore;
import io.packhouse.engine.serialization.EventTypeRegistry;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Refusal;
import java.time.Clock;
import java.util.Map;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/// Commands that only answer.
class SagaCommandGatewayTest {

    record Ask(Refusal.Kind refusal) {}

    static final JdbcClient NO_DATABASE = JdbcClient.create(new DriverManagerDataSource());

    final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    final SagaCommandGateway gateway = new SagaCommandGateway(
            DefaultCommandGateway.builder().commandBus(bus).build(), new SagaParking(NO_DATABASE, Clock.systemUTC()));

    SagaCommandGatewayTest() {
        bus.registerHandlerInterceptor(new CommandResultInterceptor(
                EventTypeRegistry.ofPublishedLanguage(),
                new IdempotencyStore(NO_DATABASE, JsonMapper.shared(), Clock.systemUTC())));
        bus.subscribe(Ask.class.getName(), command -> {
            var refusal = ((Ask) command.getPayload()).refusal();
            if (refusal == Refusal.Kind.INVALID) {
                return "answer";
            }
            throw new CommandExecutionException(
                    "refused", null, new CommandRejectedException.Answer("CODE", "A sentence.", refusal, Map.of()));
        });
    }

    @Test
    void theAnswerOfTheHandlerIsReturned() {
        assertThat(gateway.query(new Ask(Refusal.Kind.INVALID), String.class)).contains("answer");
    }

    @Test
    void whatDoesNotExistHasNoAnswer() {
        assertThat(gateway.query(new Ask(Refusal.Kind.NOT_FOUND), String.class)).isEmpty();
    }

    @Test
    void anyOtherRefusalIsAFailure() {
        assertThatThrownBy(() -> gateway.query(new Ask(Refusal.Kind.CONFLICT), String.class))
                .isInstanceOf(CommandExecutionException.class);
    }
}
