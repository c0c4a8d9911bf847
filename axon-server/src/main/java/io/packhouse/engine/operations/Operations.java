package io.packhouse.engine.operations;

import io.packhouse.engine.nodes.Bell;
import io.packhouse.engine.nodes.Neighbours;
import io.packhouse.engine.nodes.Node;
import io.packhouse.engine.process.SagaRedelivery;
import io.packhouse.engine.projection.DeadLetterRetry;
import io.packhouse.engine.store.EventLog;
import io.packhouse.engine.store.EventTail;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Puts together what this package is made of.
public record Operations(
        DataSource dataSource,
        Serializer serializer,
        EventProcessingConfiguration processing,
        ProcessorWishes wishes,
        Failures failures,
        Clock clock,
        Node node,
        Bell bell) {

    public Processors processors(EventTail tail, EventLog log) {
        return new Processors(jdbc(), claims(), tail, log, clock);
    }

    public Operator operator(
            Acts acts,
            TransactionManager transactions,
            DeadLetterRetry letters,
            SagaRedelivery redelivery) {
        var works =
                List.of(
                        new PauseWork(jdbc(), claims()),
                        new LetterWork(jdbc(), transactions, letters, wishes, claims(), clock),
                        new SagaWork(redelivery, wishes));
        return new Operator(
                dataSource,
                processing,
                wishes,
                bell,
                acts,
                pulse(),
                new ShareWork(jdbc(), processing, claims(), wishes, node.name()),
                works);
    }

    public void forgetTheGone() {
        pulse().forgetTheGone();
    }

    private Pulse pulse() {
        return new Pulse(jdbc(), processing, failures, wishes, node.name());
    }

    private Claims claims() {
        return new Claims(
                jdbc(),
                serializer,
                Neighbours.silence(node),
                name -> processing.eventProcessor(name).isPresent());
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }
}
