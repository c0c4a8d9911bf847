package io.packhouse.engine.operations;

import io.packhouse.engine.cluster.NodeMessenger;
import io.packhouse.engine.processor.DesiredProcessorState;
import io.packhouse.engine.processor.NodeStatusReporter;
import io.packhouse.engine.processor.SegmentClaims;
import io.packhouse.shared.api.EncryptedPersonal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/// Applies the desired processor states on this node, and executes waiting operations.
public class OperationExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(OperationExecutor.class);
    private static final String TOPIC = "operations";
    private static final long BEAT = TimeUnit.SECONDS.toNanos(1);

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final EventProcessingConfiguration processing;
    private final DesiredProcessorState desired;
    private final NodeMessenger nodeMessenger;
    private final OperationLog operationLog;
    private final NodeStatusReporter nodeStatusReporter;
    private final SplitMergeHandler splitMerge;
    private final List<OperationHandler> handlers;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private long reportedAt = System.nanoTime() - BEAT;

    OperationExecutor(
            DataSource dataSource,
            EventProcessingConfiguration processing,
            DesiredProcessorState desired,
            NodeMessenger nodeMessenger,
            OperationLog operationLog,
            NodeStatusReporter nodeStatusReporter,
            SplitMergeHandler splitMerge,
            List<OperationHandler> handlers) {
        this.jdbc = JdbcClient.create(dataSource);
        this.dataSource = dataSource;
        this.processing = processing;
        this.desired = desired;
        this.nodeMessenger = nodeMessenger;
        this.operationLog = operationLog;
        this.nodeStatusReporter = nodeStatusReporter;
        this.splitMerge = splitMerge;
        this.handlers = new ArrayList<>(handlers);
        this.handlers.add(splitMerge);
        nodeMessenger.subscribe(TOPIC, _ -> roundNow());
    }

    /// Deletes this node's status report.
    public void stop() {
        nodeStatusReporter.end();
    }

    /// Records an operation, and with it the desired state; false when the id is known.
    @Transactional
    public boolean submit(
            String id,
            OperationType kind,
            String subject,
            Map<String, List<String>> details,
            String actor,
            EncryptedPersonal<String> reason,
            Instant at) {
        if (!operationLog.add(id, kind, subject, details, actor, reason, at)) {
            return false;
        }
        if (kind == OperationType.PAUSE) {
            operationLog.supersede(subject, id);
            jdbc.sql("""
                    insert into engine.paused_processor (processor, operation_id, since)
                    values (?, ?, now()) on conflict do nothing""").params(subject, id).update();
        } else if (kind == OperationType.RESUME) {
            operationLog.supersede(subject, id);
            jdbc.sql("delete from engine.paused_processor where processor = ?")
                    .param(subject)
                    .update();
        }
        return true;
    }

    /// Starts the next round now, here and on the other nodes.
    public void wake() {
        nodeMessenger.call(TOPIC, "new");
        roundNow();
    }

    private void roundNow() {
        Thread.startVirtualThread(this::round);
    }

    public synchronized void round() {
        desired.refresh();
        processing.eventProcessors().forEach((name, processor) -> {
            if (desired.isPaused(name) && processor instanceof StreamingEventProcessor streaming) {
                letGo(streaming);
            }
        });
        var waiting = operationLog.waiting();
        splitMerge.makeRoom(waiting);
        if (!waiting.isEmpty() || System.nanoTime() - reportedAt >= BEAT) {
            reportedAt = System.nanoTime();
            nodeStatusReporter.report(waiting.stream().map(AdminOperation::id).collect(Collectors.toSet()));
        }
        waiting.forEach(this::attempt);
    }

    private static void letGo(StreamingEventProcessor processor) {
        processor.processingStatus().keySet().forEach(segment -> SegmentClaims.letGo(processor, segment));
    }

    private void attempt(AdminOperation adminOperation) {
        for (var work : handlers) {
            if (work.kinds().contains(adminOperation.kind())) {
                if (work.isLong()) {
                    executeInBackground(work, adminOperation);
                } else {
                    end(adminOperation, work);
                }
            }
        }
    }

    private void end(AdminOperation adminOperation, OperationHandler work) {
        work.work(adminOperation).ifPresent(outcome -> operationLog.end(adminOperation, outcome));
    }

    /// Reads the operation again: it may have ended since the list was read.
    private void endOnce(AdminOperation adminOperation, OperationHandler work) {
        operationLog
                .one(adminOperation.id())
                .filter(now -> now.state() == AdminOperation.State.WAITING)
                .ifPresent(now -> end(now, work));
    }

    private void executeInBackground(OperationHandler work, AdminOperation adminOperation) {
        if (running.add(adminOperation.id())) {
            Thread.ofVirtual().name(adminOperation.id()).start(() -> {
                try {
                    alone(adminOperation, () -> endOnce(adminOperation, work));
                } catch (RuntimeException | SQLException e) {
                    LOG.warn("{} failed; retrying", adminOperation, e);
                } finally {
                    running.remove(adminOperation.id());
                }
            });
        }
    }

    /// Skipped while another node executes it. The lock belongs to the session, so it ends with the
    /// node.
    private void alone(AdminOperation adminOperation, Runnable operation) throws SQLException {
        try (var connection = dataSource.getConnection();
                var lock = connection.prepareStatement(locking("pg_try_advisory_lock"));
                var unlock = connection.prepareStatement(locking("pg_advisory_unlock"))) {
            lock.setString(1, adminOperation.id());
            try (var answer = lock.executeQuery()) {
                answer.next();
                if (!answer.getBoolean(1)) {
                    return;
                }
            }
            try {
                operation.run();
            } finally {
                unlock.setString(1, adminOperation.id());
                unlock.execute();
            }
        }
    }

    private static String locking(String how) {
        return "select " + how + "(hashtextextended(?, 180))";
    }

    /// The operation once it has ended, or as it is when the time is up.
    public @Nullable AdminOperation await(String id, Duration atMost) {
        var until = System.nanoTime() + atMost.toNanos();
        var adminOperation = operationLog.one(id).orElse(null);
        while (adminOperation != null
                && adminOperation.state() == AdminOperation.State.WAITING
                && System.nanoTime() < until
                && pause()) {
            adminOperation = operationLog.one(id).orElse(null);
        }
        return adminOperation;
    }

    private static boolean pause() {
        try {
            Thread.sleep(50);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
