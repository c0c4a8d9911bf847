package io.packhouse.engine.config;

import io.packhouse.engine.cluster.Node;
import io.packhouse.engine.cluster.NodeMessenger;
import io.packhouse.engine.eventlog.EventLog;
import io.packhouse.engine.eventlog.StoredEventReader;
import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.engine.operations.OperationExecutor;
import io.packhouse.engine.operations.OperationLog;
import io.packhouse.engine.operations.Operations;
import io.packhouse.engine.processor.DesiredProcessorState;
import io.packhouse.engine.processor.ProcessorFailures;
import io.packhouse.engine.processor.ProcessorStatusQueries;
import io.packhouse.engine.projection.DeadLetterRetry;
import io.packhouse.engine.projection.ProjectionProcessors;
import io.packhouse.engine.saga.SagaRedelivery;
import io.packhouse.engine.scheduling.PeriodicTask;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Monitoring and control of event processors on all nodes.
@Configuration(proxyBeanMethods = false)
public class OperationsConfiguration {

    @Bean
    Operations operations(
            DataSource dataSource,
            Serializer serializer,
            EventProcessingConfiguration processing,
            DesiredProcessorState desired,
            ProcessorFailures processorFailures,
            Clock clock,
            Node node,
            NodeMessenger nodeMessenger,
            ProjectionProcessors projections) {
        return new Operations(
                dataSource,
                serializer,
                processing,
                desired,
                processorFailures,
                clock,
                node,
                nodeMessenger,
                projections);
    }

    @Bean
    OperationLog operationLog(JdbcClient jdbc, Clock clock, Node node) {
        return new OperationLog(jdbc, clock, node.name());
    }

    @Bean
    ProcessorStatusQueries processorStatusQueries(Operations operations, EventTail tail, EventLog log) {
        return operations.processors(tail, log);
    }

    @Bean
    StoredEventReader storedEvents(EventStore store, @Qualifier("eventSerializer") Serializer events) {
        return new StoredEventReader(store, events);
    }

    @Bean(destroyMethod = "stop")
    OperationExecutor operationExecutor(
            Operations operations,
            OperationLog operationLog,
            TransactionManager transactions,
            DeadLetterRetry deadLetters,
            SagaRedelivery redelivery) {
        return operations.operator(operationLog, transactions, deadLetters, redelivery);
    }

    @Bean
    PeriodicTask staleReportCleanup(Operations operations) {
        return new PeriodicTask("report-cleanup", Duration.ofHours(1), operations::deleteStaleReports);
    }

    @Bean
    PeriodicTask operationPolling(
            OperationExecutor operationExecutor,
            @Value("${packhouse.operations.poll-interval:PT0.5S}") Duration pause) {
        return new PeriodicTask("operations", pause, operationExecutor::round);
    }
}
