package io.packhouse.engine.config;

import io.packhouse.engine.cluster.ClusterMembership;
import io.packhouse.engine.postgres.DatabaseWatch;
import io.packhouse.engine.processor.DesiredProcessorState;
import io.packhouse.engine.processor.FixedDeadLetterStatementFactory;
import io.packhouse.engine.processor.ProcessorFailures;
import io.packhouse.engine.processor.ProcessorRetry;
import io.packhouse.engine.processor.RendezvousSegmentProvider;
import io.packhouse.engine.processor.RetryCountingEnqueuePolicy;
import io.packhouse.engine.projection.ProjectionProcessors;
import io.packhouse.engine.saga.SagaParking;
import io.packhouse.engine.saga.SagaParkingHandlerEnhancer;
import io.packhouse.engine.saga.SagaRedelivery;
import io.packhouse.engine.scheduling.PeriodicTask;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Event processors: no failing event is skipped. A projection's failing sequence becomes dead
/// letters, a saga's is parked; any other failure stops the processor until the event succeeds.
@Configuration(proxyBeanMethods = false)
public class ProcessorConfiguration {

    /// Claims expire in real time, as in the token store; the shop's clock may be moved. A node in
    /// a cluster must not have a moved clock: Axon shares segments by the clock of events.
    private static final Clock CLAIMS = Clock.systemUTC();

    /// Interval at which a single process extends its claims.
    private static final long ALONE_MILLISECONDS = 5_000;

    @Bean
    ConfigurerModule processors(
            ConnectionProvider connections,
            TransactionManager transactions,
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer events,
            ProcessorFailures processorFailures,
            ClusterMembership clusterMembership,
            DesiredProcessorState desired,
            ProjectionProcessors projections,
            @Value("${packhouse.segments.balance:true}") boolean sharing) {
        var share = new RendezvousSegmentProvider(clusterMembership, name -> !sharing || desired.isMerging(name));
        return configurer -> configurer.eventProcessing(processing -> {
            processing.usingPooledStreamingEventProcessors();
            processing.assignProcessingGroup(projections::of);
            processing.registerDefaultListenerInvocationErrorHandler(_ -> PropagatingErrorHandler.instance());
            processing.registerDefaultErrorHandler(_ -> processorFailures);
            processing.registerDefaultDeadLetterPolicy(_ -> RetryCountingEnqueuePolicy.INSTANCE);
            processing.registerPooledStreamingEventProcessorConfiguration(
                    (_, builder) -> builder.initialToken(source -> source.createTailToken())
                            .clock(CLAIMS)
                            .tokenClaimInterval(500)
                            .maxSegmentProvider(share)
                            .enableCoordinatorClaimExtension()
                            .claimExtensionThreshold(
                                    clusterMembership.own().clustered()
                                            ? ClusterMembership.BEAT.toMillis()
                                            : ALONE_MILLISECONDS));
            processing.registerDeadLetterQueueProvider(group -> {
                if (!ProjectionProcessors.isGroup(group)) {
                    return null;
                }
                processing.registerDeadLetteringEventHandlerInvokerConfiguration(
                        group, (_, invoker) -> invoker.enableSequenceIdentifierCache());
                return _ -> deadLetters(group, connections, transactions, serializer, events);
            });
        });
    }

    @Bean
    ProcessorFailures failures(Clock clock) {
        return new ProcessorFailures(clock);
    }

    @Bean
    SagaParking sagaParking(JdbcClient jdbc, Clock clock) {
        return new SagaParking(jdbc, clock);
    }

    @Bean
    static SagaParkingHandlerEnhancer parkingEnhancer(ObjectProvider<SagaParking> parking) {
        return new SagaParkingHandlerEnhancer(parking);
    }

    @Bean
    SagaRedelivery sagaRedelivery(
            JdbcClient jdbc,
            EventStore store,
            EventProcessingConfiguration processing,
            TransactionManager transactions,
            SagaParking parking,
            Clock clock,
            DesiredProcessorState desired) {
        return new SagaRedelivery(jdbc, store, processing, transactions, parking, clock, desired::isPaused);
    }

    @Bean
    InitializingBean processorRetryWithDatabase(
            DatabaseWatch watch, ObjectProvider<EventProcessingConfiguration> processing) {
        return () -> watch.whenBack(() -> processing.ifAvailable(ProcessorRetry::now));
    }

    @Bean
    PeriodicTask sagaRedeliveryRounds(
            SagaRedelivery redelivery, @Value("${packhouse.parked-sagas.retry-interval:PT1S}") Duration pause) {
        return new PeriodicTask("saga-redelivery", pause, redelivery::round);
    }

    private static JdbcSequencedDeadLetterQueue<EventMessage<?>> deadLetters(
            String group,
            ConnectionProvider connections,
            TransactionManager transactions,
            Serializer serializer,
            Serializer events) {
        return JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
                .processingGroup(group)
                .connectionProvider(connections)
                .transactionManager(transactions)
                .schema(AxonSchemas.deadLetters())
                .statementFactory(new FixedDeadLetterStatementFactory(AxonSchemas.deadLetters(), serializer, events))
                .genericSerializer(serializer)
                .eventSerializer(events)
                .build();
    }
}
