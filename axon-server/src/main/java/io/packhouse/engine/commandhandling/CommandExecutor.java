package io.packhouse.engine.commandhandling;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.CommandMessage;

/// The threads of the command bus. Commands of processes, durable tasks and providers continue what
/// was accepted before, so they go before those of requests, unless a request has waited long. The queue is
/// bounded by those who wait for their commands: requests by their slots, processes by their batches, tasks by
/// their threads.
public final class CommandExecutor {

    /// A command of a request goes before those of processes that came so much later.
    private static final long LEAD_OF_PROCESSES_NANOS = Duration.ofMillis(500).toNanos();

    private final ThreadPoolExecutor threads;
    private final Timer ofRequests;
    private final Timer ofProcesses;
    private final AtomicLong count = new AtomicLong();

    private record Task(boolean isOfRequest, long number, Timer waited, long startNanos, Runnable attempt)
            implements Runnable, Comparable<Task> {

        @Override
        public void run() {
            waited.record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
            attempt.run();
        }

        @Override
        public int compareTo(Task other) {
            var order = Long.signum(rankNanos() - other.rankNanos()); // Right also when the clock overflows.
            return order != 0 ? order : Long.compare(number, other.number);
        }

        private long rankNanos() {
            return isOfRequest ? startNanos + LEAD_OF_PROCESSES_NANOS : startNanos;
        }
    }

    public CommandExecutor(int size, MeterRegistry meters) {
        threads = new ThreadPoolExecutor(
                size,
                size,
                0,
                TimeUnit.SECONDS,
                new PriorityBlockingQueue<>(),
                Thread.ofPlatform().name("command-", 1).factory());
        ofRequests = timer("request", meters);
        ofProcesses = timer("process", meters);
        Gauge.builder("packhouse.commands.waiting", () -> threads.getQueue().size())
                .description("Commands waiting for a thread on this node.")
                .register(meters);
    }

    void execute(CommandMessage<?> command, Runnable attempt) {
        var isOfRequest = isOfRequest(command);
        var waited = isOfRequest ? ofRequests : ofProcesses;
        threads.execute(new Task(isOfRequest, count.getAndIncrement(), waited, System.nanoTime(), attempt));
    }

    /// What an event caused has its actor, who may be a person.
    private static boolean isOfRequest(CommandMessage<?> command) {
        if (command.getMetaData().containsKey(MetaDataKeys.CAUSATION_ID)) {
            return false;
        }
        var actor = String.valueOf(command.getMetaData().get(MetaDataKeys.ACTOR));
        return !actor.startsWith("process") && !actor.startsWith("provider");
    }

    private static Timer timer(String sender, MeterRegistry meters) {
        return Timer.builder("packhouse.commands.wait")
                .description("Time that commands waited for a thread on this node.")
                .tag("sender", sender)
                .register(meters);
    }
}
