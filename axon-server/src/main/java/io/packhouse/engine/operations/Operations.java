package io.packhouse.engine.operations;

import io.packhouse.engine.cluster.ClusterMembership;
import io.packhouse.engine.cluster.Node;
import io.packhouse.engine.cluster.NodeMessenger;
import io.packhouse.engine.eventlog.EventLog;
import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.engine.processor.DesiredProcessorState;
import io.packhouse.engine.processor.NodeStatusReporter;
import io.packhouse.engine.processor.ProcessorFailures;
import io.packhouse.engine.processor.ProcessorStatusQueries;
import io.packhouse.engine.processor.SegmentClaims;
import io.packhouse.engine.projection.DeadLetterRetry;
import io.packhouse.engine.projection.ProjectionProcessors;
import io.packhouse.engine.saga.SagaRedelivery;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Assembles the objects of this package.
public record Operations(
        DataSource dataSource,
        Serializer serializer,
        EventProcessingConfiguration processing,
        DesiredProcessorState desired,
        ProcessorFailures failures,
        Clock clock,
        Node node,
        NodeMessenger messenger,
        ProjectionProcessors projections) {

    public ProcessorStatusQueries processors(EventTail tail, EventLog log) {
        return new ProcessorStatusQueries(jdbc(), claims(), tail, log, clock, projections);
    }

    public OperationExecutor operator(
            OperationLog operationLog,
            TransactionManager transactions,
            DeadLetterRetry deadLetters,
            SagaRedelivery redelivery) {
        var works = List.of(
                new PauseResumeHandler(jdbc(), claims()),
                new DeadLetterOperationHandler(jdbc(), transactions, deadLetters, desired, claims(), clock),
                new ResumeSagaHandler(redelivery, desired));
        return new OperationExecutor(
                dataSource,
                processing,
                desired,
                messenger,
                operationLog,
                statusReporter(),
                new SplitMergeHandler(jdbc(), processing, claims(), desired, node.name()),
                works);
    }

    public void deleteStaleReports() {
        statusReporter().deleteStaleReports();
    }

    private NodeStatusReporter statusReporter() {
        return new NodeStatusReporter(jdbc(), processing, failures, desired, node.name());
    }

    private SegmentClaims claims() {
        return new SegmentClaims(
                jdbc(),
                serializer,
                ClusterMembership.silence(node),
                name -> processing.eventProcessor(name).isPresent());
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }
}
