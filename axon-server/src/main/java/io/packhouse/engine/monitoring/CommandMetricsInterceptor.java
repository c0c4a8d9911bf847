package io.packhouse.engine.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.packhouse.engine.commandhandling.ConcurrencyConflicts;
import io.packhouse.engine.eventstore.AppendedEvents;
import io.packhouse.shared.api.CommandRejectedException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/// Counts and times every command until its events are stored, and counts those events.
public final class CommandMetricsInterceptor implements MessageHandlerInterceptor<CommandMessage<?>> {

    private final MeterRegistry meters;
    private final Tracing tracing;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Class<?>, Counter> appended = new ConcurrentHashMap<>();

    private record Kind(Class<?> command, String outcome) {}

    public CommandMetricsInterceptor(MeterRegistry meters, Tracing tracing) {
        this.meters = meters;
        this.tracing = tracing;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> work, InterceptorChain chain)
            throws Exception {
        var startNanos = System.nanoTime();
        var command = work.getMessage();
        var type = command.getPayloadType();
        var step = tracing.command(command, MessageName.of(type));
        work.onCleanup(_ -> step.close());
        work.afterCommit(_ -> {
            timer(type, "done").record(Duration.ofNanos(System.nanoTime() - startNanos));
            AppendedEvents.inCurrentUnitOfWork()
                    .events()
                    .forEach(event -> counter(event.getPayloadType()).increment());
        });
        work.onRollback(failed -> {
            var cause = failed.getExecutionResult().getExceptionResult();
            var outcome = outcome(cause);
            timer(type, outcome).record(Duration.ofNanos(System.nanoTime() - startNanos));
            if (outcome.equals("failed")) {
                step.failed(cause);
            }
        });
        return chain.proceed();
    }

    private static String outcome(Throwable cause) {
        if (cause instanceof CommandExecutionException carried
                && carried.<Object>getDetails().orElse(null) instanceof CommandRejectedException.Answer) {
            return "refused";
        }
        return ConcurrencyConflicts.isOne(cause) ? "conflict" : "failed";
    }

    private Timer timer(Class<?> command, String outcome) {
        return timers.computeIfAbsent(
                new Kind(command, outcome),
                _ -> Timer.builder("packhouse.commands")
                        .description("Commands handled here, from the handler's start until the"
                                + " events are stored. Each attempt after a"
                                + " conflict counts.")
                        .tag("command", MessageName.of(command))
                        .tag("outcome", outcome)
                        .serviceLevelObjectives(HistogramBuckets.SHORT)
                        .register(meters));
    }

    private Counter counter(Class<?> event) {
        return appended.computeIfAbsent(
                event,
                _ -> Counter.builder("packhouse.events.appended")
                        .description("Events stored by commands handled here.")
                        .tag("event", MessageName.of(event))
                        .register(meters));
    }
}
