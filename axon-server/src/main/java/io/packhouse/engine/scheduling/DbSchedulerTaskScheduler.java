package io.packhouse.engine.scheduling;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.packhouse.engine.postgres.PacedConnectionProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// Durable tasks in db-scheduler's table `engine.scheduled_tasks`: each item runs once, on any
/// node, and again when that node dies.
public class DbSchedulerTaskScheduler implements DurableTaskScheduler, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DbSchedulerTaskScheduler.class);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final Map<String, StoredPayload> LOGGED = new ConcurrentHashMap<>();

    /// db-scheduler first selects and then inserts: another insert may come in between, and its
    /// item may be executed and deleted before the scheduler selects again.
    private static final String INSERT = """
            insert into engine.scheduled_tasks
            (task_name, task_instance, task_data, execution_time, picked, version)
            values (?, ?, ?, ?, false, 1) on conflict do nothing""";

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /// A task unknown here belongs to another role or a later version, so it is never deleted.
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Scheduler scheduler;
    private final JdbcClient jdbc;
    private final JsonPayloads payloads;
    private final Clock clock;
    private final boolean singleNode;

    public DbSchedulerTaskScheduler(
            DataSource dataSource, List<DurableTask<?>> kinds, JsonMapper json, Clock clock, boolean singleNode) {
        this.clock = clock;
        this.singleNode = singleNode;
        jdbc = JdbcClient.create(dataSource);
        payloads = new JsonPayloads(json);
        scheduler = Scheduler.create(
                        new PacedConnectionProvider(dataSource),
                        kinds.stream()
                                .<Task<?>>map(DbSchedulerTaskScheduler::task)
                                .toList())
                .tableName("engine.scheduled_tasks")
                .serializer(payloads)
                .clock(clock::instant)
                .threads(32)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollUsingLockAndFetch(0.5, 2.0)
                .pollingInterval(Duration.ofMillis(500))
                .heartbeatInterval(Duration.ofSeconds(singleNode ? 10 : 2))
                .deleteUnresolvedAfter(FOR_EVER)
                .failureLogging(LogLevel.OFF, false) // Logged by `again`.
                .shutdownMaxWait(Duration.ofSeconds(5))
                .build();
    }

    @Override
    public <T> void schedule(DurableTask<T> durableTask, String id, Instant at, T payload) {
        jdbc.sql(INSERT)
                .params(durableTask.name(), id, payloads.serialize(payload), utc(at))
                .update();
        if (at.isAfter(clock.instant())) {
            return;
        }
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    scheduler.triggerCheckForDueExecutions();
                }
            });
        } else {
            scheduler.triggerCheckForDueExecutions();
        }
    }

    /// Polls for due tasks now.
    public void lookNow() {
        scheduler.triggerCheckForDueExecutions();
    }

    /// Whether a task that was due by now is not finished.
    public boolean isAnythingDue() {
        return jdbc.sql("select exists(select from engine.scheduled_tasks where execution_time <= ?)")
                .param(utc(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    /// Whether a task is being executed at this moment.
    public boolean isAtWork() {
        return jdbc.sql("select exists(select from engine.scheduled_tasks where picked)")
                .query(Boolean.class)
                .single();
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static <T> Task<T> task(DurableTask<T> durableTask) {
        return Tasks.custom(durableTask.name(), durableTask.payload())
                .onFailure(DbSchedulerTaskScheduler::again)
                .onDeadExecutionRevive()
                .execute((instance, _) -> completion(durableTask.perform(instance.getData())));
    }

    private static <T> CompletionHandler<T> completion(DurableTask.Next next) {
        return switch (next) {
            case DurableTask.Next.Done _ -> (_, operations) -> operations.remove();
            case DurableTask.Next.Retry again ->
                (complete, operations) ->
                        operations.reschedule(complete, complete.getTimeDone().plus(again.after()));
        };
    }

    private static <T> void again(ExecutionComplete complete, ExecutionOperations<T> operations) {
        Execution execution = complete.getExecution();
        var doubled = Duration.ofSeconds(1L << Math.min(execution.consecutiveFailures, 9));
        var pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        var failures = execution.consecutiveFailures + 1;
        var cause = complete.getCause().orElse(null);
        LOG.warn(
                "{} {} failed {} times; next attempt in {}: {}",
                execution.taskInstance.getTaskName(),
                execution.taskInstance.getId(),
                failures,
                pause,
                cause,
                isNewCause(execution.taskInstance.getTaskName(), cause) ? cause : null);
        operations.reschedule(complete, complete.getTimeDone().plus(pause));
    }

    /// One stack trace a minute per task and cause: during an outage many fail alike.
    private static boolean isNewCause(String durableTask, @Nullable Throwable cause) {
        var root = cause == null
                ? null
                : NestedExceptionUtils.getMostSpecificCause(cause).getClass();
        var now = System.nanoTime();
        var last = LOGGED.get(durableTask);
        if (last != null && last.cause() == root && now - last.nanos() < MINUTE) {
            return false;
        }
        LOGGED.put(durableTask, new StoredPayload(root, now));
        return true;
    }

    @Override
    public void start() {
        if (singleNode) {
            // A single node: tasks still marked as picked belonged to a run that died.
            jdbc.sql("update engine.scheduled_tasks set picked = false where picked")
                    .update();
        }
        scheduler.start();
    }

    @Override
    public void stop() {
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return scheduler.getSchedulerState().isStarted()
                && !scheduler.getSchedulerState().isShuttingDown();
    }

    private record StoredPayload(@Nullable Class<?> cause, long nanos) {}

    private record JsonPayloads(JsonMapper json) implements com.github.kagkarlsson.scheduler.serializer.Serializer {

        @Override
        public byte[] serialize(Object data) {
            return json.writeValueAsBytes(data);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            return json.readValue(data, type);
        }
    }
}
