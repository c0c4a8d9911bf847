package io.packhouse.engine.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.packhouse.engine.commandhandling.ActorCorrelationDataProvider;
import io.packhouse.engine.commandhandling.CommandExecutor;
import io.packhouse.engine.commandhandling.CommandResultInterceptor;
import io.packhouse.engine.commandhandling.RejectionInterceptor;
import io.packhouse.engine.commandhandling.RetryingAsyncCommandBus;
import io.packhouse.engine.commandhandling.VersionCheck;
import io.packhouse.engine.eventstore.EventPositionLookup;
import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.StreamEventAwaiter;
import io.packhouse.engine.idempotency.IdempotencyStore;
import io.packhouse.engine.monitoring.CommandMetricsInterceptor;
import io.packhouse.engine.saga.SagaCommandGateway;
import io.packhouse.engine.saga.SagaParking;
import io.packhouse.engine.serialization.EventTypeRegistry;
import java.time.Duration;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolution;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The command bus: each command on its own thread and in its own transaction; conflicts are
/// retried here.
@Configuration(proxyBeanMethods = false)
public class CommandConfiguration {

    @Bean
    CorrelationDataProvider causeAndActor() {
        return new ActorCorrelationDataProvider();
    }

    @Bean
    @Qualifier("localSegment")
    CommandBus commandBus(
            TransactionManager transactions,
            List<CorrelationDataProvider> correlation,
            EventTypeRegistry names,
            IdempotencyStore requests,
            ObjectProvider<CommandMetricsInterceptor> watched,
            ObjectProvider<MeterRegistry> meters,
            @Value("${packhouse.command-threads:16}") int threads) {
        var bus = new RetryingAsyncCommandBus(
                SimpleCommandBus.builder()
                        .transactionManager(transactions)
                        .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                        .duplicateCommandHandlerResolver(DuplicateCommandHandlerResolution.rejectDuplicates()),
                new CommandExecutor(threads, meters.getIfAvailable(SimpleMeterRegistry::new)));
        watched.ifAvailable(bus::registerHandlerInterceptor); // Outermost.
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(correlation));
        bus.registerHandlerInterceptor(new RejectionInterceptor());
        bus.registerHandlerInterceptor(new CommandResultInterceptor(names, requests));
        return bus;
    }

    /// Rejects commands whose If-Match does not match the aggregate's version.
    @Bean
    ConfigurerModule versionCheck() {
        return configurer -> configurer.onInitialize(configuration -> configuration.onStart(Integer.MIN_VALUE, () -> {
            var store = configuration.eventStore();
            store.registerDispatchInterceptor(new VersionCheck(store));
        }));
    }

    @Bean
    CommandGateway commandGateway(CommandBus bus) {
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    @Bean
    EventPositionLookup eventPositionLookup(EventTail tail) {
        return new EventPositionLookup(tail);
    }

    @Bean
    CommandDispatcher commandDispatcher(
            CommandGateway gateway,
            EventStore store,
            EventPositionLookup eventPositionLookup,
            IdempotencyStore requests,
            @Value("${packhouse.command-timeout:PT30S}") Duration patience) {
        return new CommandDispatcher(gateway, store, eventPositionLookup, requests, patience);
    }

    @Bean
    StreamEventAwaiter streamEventAwaiter(EventStore store, EventTail tail) {
        return new StreamEventAwaiter(store, tail);
    }

    @Bean
    SagaCommandGateway sagaCommandGateway(CommandGateway gateway, SagaParking parking) {
        return new SagaCommandGateway(gateway, parking);
    }
}
