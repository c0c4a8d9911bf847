package io.packhouse.engine.wiring;

import io.packhouse.engine.nodes.Bell;
import io.packhouse.engine.nodes.Node;
import io.packhouse.engine.operations.Acts;
import io.packhouse.engine.operations.Failures;
import io.packhouse.engine.operations.Operations;
import io.packhouse.engine.operations.Operator;
import io.packhouse.engine.operations.ProcessorWishes;
import io.packhouse.engine.operations.Processors;
import io.packhouse.engine.process.SagaRedelivery;
import io.packhouse.engine.projection.DeadLetterRetry;
import io.packhouse.engine.store.EventLog;
import io.packhouse.engine.store.EventTail;
import io.packhouse.engine.store.StoredEvents;
import io.packhouse.engine.timers.Rounds;
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

/// How operators see and steer what follows the log, on however many nodes.
@Configuration(proxyBeanMethods = false)
public class OperationsConfiguration {

    @Bean
    Operations operations(
            DataSource dataSource,
            Serializer serializer,
            EventProcessingConfiguration processing,
            ProcessorWishes wishes,
            Failures failures,
            Clock clock,
            Node node,
            Bell bell) {
        return new Operations(
                dataSource, serializer, processing, wishes, failures, clock, node, bell);
    }

    @Bean
    Acts acts(JdbcClient jdbc, Clock clock, Node node) {
        return new Acts(jdbc, clock, node.name());
    }

    @Bean
    Processors allProcessors(Operations operations, EventTail tail, EventLog log) {
        return operations.processors(tail, log);
    }

    @Bean
    StoredEvents storedEvents(EventStore store, @Qualifier("eventSerializer") Serializer events) {
        return new StoredEvents(store, events);
    }

    @Bean(destroyMethod = "stop")
    Operator operator(
            Operations operations,
            Acts acts,
            TransactionManager transactions,
            DeadLetterRetry letters,
            SagaRedelivery redelivery) {
        return operations.operator(acts, transactions, letters, redelivery);
    }

    @Bean
    Rounds forgettingReports(Operations operations) {
        return new Rounds("forgetting-reports", Duration.ofHours(1), operations::forgetTheGone);
    }

    @Bean
    Rounds operatorRounds(
            Operator operator, @Value("${packhouse.operations.pause:PT0.5S}") Duration pause) {
        return new Rounds("operations", pause, operator::round);
    }
}
