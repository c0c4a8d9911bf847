package io.packhouse.engine.commandhandling;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Comparator;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.CommandMessage;

/// The threads of the command bus. Commands of processes, durable tasks and providers continue what
/// was accepted before, so they go before those of requests. The queue is bounded by those who wait
/// for their commands: requests by their slots, processes by their batches, tasks by their threads.
public final class CommandExecutor {

    private final ThreadPoolExecutor threads;
    private final Timer ofRequests;
    private final Timer ofProcesses;
    private final AtomicLong count = new AtomicLong();

    private record Task(boolean isOfRequest, long number, Timer waited, long startNanos, Runnable attempt)
            implements Runnable, Comparable<Task> {

        private static final Comparator<Task> ORDER =
                Comparator.comparing(Task::isOfRequest).thenComparingLong(Task::number);

        @Override
        public void run() {
            waited.record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
            attempt.run();
        }

        @Override
        public int compareTo(Task other) {
            return ORDER.compare(this, other);
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

    private static boolean isOfRequest(CommandMessage<?> command) {
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
