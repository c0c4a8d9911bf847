package io.packhouse.engine.heavy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs what keeps a processor busy on a few platform threads with a bound on what waits. Virtual
/// threads share as many carriers as there are processors: two of them that compute would keep all
/// others, health and liveness among them, from answering.
public final class HeavyWork implements AutoCloseable {

    private static final Duration LONGEST_IN_BACKGROUND = Duration.ofHours(6);

    private final ThreadPoolExecutor requests;
    private final ThreadPoolExecutor background;
    private final Duration limit;
    private final MeterRegistry meters;

    /// What is done, as metrics tell it.
    public enum Kind {
        IMAGE,
        DOCUMENT,
        IMPORT,
        EXPORT
    }

    /// One piece of work. It is interrupted when it takes longer than the limit.
    @FunctionalInterface
    public interface Task<T, E extends Exception> {
        T perform() throws E;
    }

    /// At most `waiting` pieces wait for one of the threads; each is waited for as long as `limit`.
    public HeavyWork(int threads, int waiting, Duration limit, MeterRegistry meters) {
        requests = pool("heavy-", threads, new ArrayBlockingQueue<>(waiting));
        background = pool("heavy-background-", 1, new SynchronousQueue<>());
        this.limit = limit;
        this.meters = meters;
        for (var kind : Kind.values()) {
            timer(kind);
            rejections(kind);
        }
        Gauge.builder("packhouse.heavy.work.active", this::active)
                .description("Heavy work under way here.")
                .register(meters);
        Gauge.builder("packhouse.heavy.work.waiting", () -> requests.getQueue().size())
                .description("Heavy work of requests that waits for a thread here.")
                .register(meters);
    }

    /// For what somebody waits for. [HeavyWorkRejectedException] when too much is waiting already,
    /// or when it is not done within the limit.
    public <T, E extends Exception> T run(Kind kind, Task<T, E> task) throws E {
        return run(requests, kind, limit, task);
    }

    /// For what nobody waits for: one piece at a time, and [HeavyWorkRejectedException] while
    /// another is under way.
    public <T, E extends Exception> T runInBackground(Kind kind, Task<T, E> task) throws E {
        return run(background, kind, LONGEST_IN_BACKGROUND, task);
    }

    /// Writes a file as heavy work, so that it can be sent at the pace of whoever asked for it.
    public TemporaryFile write(Kind kind, TemporaryFile.Content content) throws IOException {
        var file = TemporaryFile.create();
        try {
            run(kind, () -> file.fill(content));
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private <T, E extends Exception> T run(
            ThreadPoolExecutor pool, Kind kind, Duration atMost, Task<T, E> task) throws E {
        var work = new FutureTask<>(() -> timed(kind, task));
        try {
            pool.execute(work);
            return work.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw rejected(kind, "Too much heavy work is waiting.");
        } catch (TimeoutException e) {
            throw rejected(kind, "The work was not done within " + atMost + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw rejected(kind, "The thread that waited for the work was interrupted.");
        } catch (ExecutionException e) {
            throw HeavyWork.<E>cause(e);
        } finally {
            work.cancel(true);
            pool.remove(work);
        }
    }

    private <T, E extends Exception> T timed(Kind kind, Task<T, E> task) throws E {
        var begun = System.nanoTime();
        try {
            return task.perform();
        } finally {
            timer(kind).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        }
    }

    private HeavyWorkRejectedException rejected(Kind kind, String why) {
        rejections(kind).increment();
        return new HeavyWorkRejectedException(why);
    }

    /// What the task threw: its own kind of exception, or one that need not be declared.
    @SuppressWarnings("unchecked")
    private static <E extends Exception> E cause(ExecutionException failed) {
        return switch (failed.getCause()) {
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            case null, default -> (E) failed.getCause();
        };
    }

    private int active() {
        return requests.getActiveCount() + background.getActiveCount();
    }

    private Timer timer(Kind kind) {
        return Timer.builder("packhouse.heavy.work")
                .description("Heavy work done here, without the time it waited.")
                .tag("kind", label(kind))
                .register(meters);
    }

    private Counter rejections(Kind kind) {
        return Counter.builder("packhouse.heavy.work.rejected")
                .description("Heavy work refused here: too much was waiting, or it took too long.")
                .tag("kind", label(kind))
                .register(meters);
    }

    private static String label(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static ThreadPoolExecutor pool(
            String name, int threads, BlockingQueue<Runnable> waiting) {
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                waiting,
                Thread.ofPlatform().name(name, 1).daemon().factory());
    }

    @Override
    public void close() {
        requests.shutdownNow();
        background.shutdownNow();
    }
}
