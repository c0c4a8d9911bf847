package io.packhouse.engine.wiring;

import io.packhouse.engine.commands.AnsweringCommandBus;
import io.packhouse.engine.commands.CauseAndActor;
import io.packhouse.engine.commands.RecordingInterceptor;
import io.packhouse.engine.commands.RefusalInterceptor;
import io.packhouse.engine.commands.VersionCheck;
import io.packhouse.engine.door.Doors;
import io.packhouse.engine.door.Outcomes;
import io.packhouse.engine.idempotency.IdempotentRequests;
import io.packhouse.engine.names.EventNames;
import io.packhouse.engine.process.ProcessCommands;
import io.packhouse.engine.process.SagaParking;
import io.packhouse.engine.store.EventTail;
import io.packhouse.engine.store.Whereabouts;
import io.packhouse.engine.watch.WatchedCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
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

/// How commands travel: on threads of their own, each in its own transaction, conflicts retried
/// here.
@Configuration(proxyBeanMethods = false)
public class CommandConfiguration {

    @Bean
    CorrelationDataProvider causeAndActor() {
        return new CauseAndActor();
    }

    @Bean
    @Qualifier("localSegment")
    CommandBus commandBus(
            TransactionManager transactions,
            List<CorrelationDataProvider> correlation,
            EventNames names,
            IdempotentRequests requests,
            ObjectProvider<WatchedCommands> watched,
            @Value("${packhouse.command-threads:16}") int threads) {
        var bus =
                new AnsweringCommandBus(
                        SimpleCommandBus.builder()
                                .transactionManager(transactions)
                                .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                                .duplicateCommandHandlerResolver(
                                        DuplicateCommandHandlerResolution.rejectDuplicates()),
                        Executors.newFixedThreadPool(
                                threads, Thread.ofPlatform().name("command-", 1).factory()));
        watched.ifAvailable(bus::registerHandlerInterceptor); // Around all others.
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(correlation));
        bus.registerHandlerInterceptor(new RefusalInterceptor());
        bus.registerHandlerInterceptor(new RecordingInterceptor(names, requests));
        return bus;
    }

    /// Whoever gave an If-Match overwrites nothing they have not seen.
    @Bean
    ConfigurerModule checkingVersions() {
        return configurer ->
                configurer.onInitialize(
                        configuration ->
                                configuration.onStart(
                                        Integer.MIN_VALUE,
                                        () -> {
                                            var store = configuration.eventStore();
                                            store.registerDispatchInterceptor(
                                                    new VersionCheck(store));
                                        }));
    }

    @Bean
    CommandGateway commandGateway(CommandBus bus) {
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    @Bean
    Whereabouts whereabouts(EventTail tail) {
        return new Whereabouts(tail);
    }

    @Bean
    Doors doors(
            CommandGateway gateway,
            EventStore store,
            Whereabouts whereabouts,
            IdempotentRequests requests,
            @Value("${packhouse.patience:PT30S}") Duration patience) {
        return new Doors(gateway, store, whereabouts, requests, patience);
    }

    @Bean
    Outcomes outcomes(EventStore store, EventTail tail) {
        return new Outcomes(store, tail);
    }

    @Bean
    ProcessCommands processCommands(CommandGateway gateway, SagaParking parking) {
        return new ProcessCommands(gateway, parking);
    }
}
