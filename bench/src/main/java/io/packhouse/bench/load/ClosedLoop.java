package io.packhouse.bench.load;

import io.packhouse.app.maintenance.Progress;
import io.packhouse.bench.report.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Clients that repeat an operation, each beginning with the next one when its last one is done.
public final class ClosedLoop {

    /// One client's operation; `number` counts the operations of all clients.
    public interface Operation {

        void run(int number) throws Exception;
    }

    /// What was done within that time.
    public record Outcome(Latencies latencies, double seconds) {

        public double perSecond() {
            return latencies.count() / seconds;
        }
    }

    private final AtomicInteger number = new AtomicInteger();
    private final Progress progress;

    public ClosedLoop(Progress progress) {
        this.progress = progress;
    }

    /// For that time; the first failure ends all clients. Each client has an operation of its own.
    public Outcome run(String what, int clients, int seconds, Callable<Operation> operation) throws Exception {
        var operations = new ArrayList<Operation>();
        for (var i = 0; i < clients; i++) {
            operations.add(operation.call());
        }
        var begun = System.nanoTime();
        var until = begun + Duration.ofSeconds(seconds).toNanos();
        progress.begin(what, seconds, "s");
        var threads = Executors.newFixedThreadPool(clients);
        try {
            var running = new ArrayList<Future<List<Long>>>();
            for (var client : operations) {
                running.add(threads.submit(() -> repeat(client, until)));
            }
            return outcome(running, begun);
        } finally {
            threads.shutdownNow();
            end(threads);
            progress.end();
        }
    }

    /// So many operations in all, as fast as the clients can.
    public void times(String what, int clients, int count, Operation operation) throws Exception {
        progress.begin(what, count, "times");
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var running = new ArrayList<Future<?>>();
            for (var i = 0; i < count; i++) {
                running.add(threads.submit(() -> {
                    operation.run(number.getAndIncrement());
                    return null;
                }));
            }
            for (var one : running) {
                await(one);
                progress.step(1);
            }
        } finally {
            progress.end();
        }
    }

    private List<Long> repeat(Operation operation, long until) throws Exception {
        var nanos = new ArrayList<Long>();
        while (System.nanoTime() < until && !Thread.currentThread().isInterrupted()) {
            var begun = System.nanoTime();
            operation.run(number.getAndIncrement());
            nanos.add(System.nanoTime() - begun);
        }
        return nanos;
    }

    private Outcome outcome(List<Future<List<Long>>> running, long begun) throws Exception {
        var nanos = new ArrayList<Long>();
        var shown = 0L;
        for (var client : running) {
            while (!isDone(client, running)) {
                var elapsed = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
                progress.step(elapsed - shown);
                shown = elapsed;
            }
            nanos.addAll(await(client));
        }
        return new Outcome(Latencies.ofNanos(nanos), (System.nanoTime() - begun) / 1e9);
    }

    /// A failure of any client is reported at once, not after the time of the others.
    private static boolean isDone(Future<?> client, List<? extends Future<?>> all) throws Exception {
        try {
            client.get(100, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            for (var one : all) {
                if (one.state() == Future.State.FAILED) {
                    await(one);
                }
            }
            return false;
        } catch (ExecutionException _) {
            return true;
        }
    }

    private static <T> T await(Future<T> one) throws Exception {
        try {
            return one.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static void end(ExecutorService threads) throws InterruptedException {
        if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("A client does not end.");
        }
    }
}
