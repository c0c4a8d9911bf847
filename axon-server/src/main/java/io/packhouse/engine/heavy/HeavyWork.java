package io.packhouse.engine.heavy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.packhouse.engine.admission.RequestSlot;
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

/// Runs CPU-bound work on a few platform threads with a bounded queue. Virtual threads share as
/// many carriers as there are processors: two that compute would block all others, including health
/// checks.
public final class HeavyWork implements AutoCloseable {

    private static final Duration LONGEST_IN_BACKGROUND = Duration.ofHours(6);

    private final ThreadPoolExecutor requests;
    private final ThreadPoolExecutor background;
    private final Duration limit;
    private final MeterRegistry meters;

    /// The kind of work, as a metric tag.
    public enum Kind {
        IMAGE,
        DOCUMENT,
        IMPORT,
        EXPORT,
        PASSWORD
    }

    /// A unit of work. It is interrupted when it exceeds the time limit.
    @FunctionalInterface
    public interface Task<T, E extends Exception> {
        T perform() throws E;
    }

    /// At most `waiting` tasks are queued; a caller waits at most `limit` for its task.
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
                .description("Heavy work running on this node.")
                .register(meters);
        Gauge.builder("packhouse.heavy.work.waiting", () -> requests.getQueue().size())
                .description("Heavy work of requests waiting for a thread on this node.")
                .register(meters);
    }

    /// Runs work for a waiting caller. Throws [HeavyWorkRejectedException] when the queue is full
    /// or the work is not finished within the limit.
    public <T, E extends Exception> T run(Kind kind, Task<T, E> task) throws E {
        return RequestSlot.releasedWhile(() -> run(requests, kind, limit, task));
    }

    /// Runs background work, one task at a time. Throws [HeavyWorkRejectedException] while another
    /// is running.
    public <T, E extends Exception> T runInBackground(Kind kind, Task<T, E> task) throws E {
        return run(background, kind, LONGEST_IN_BACKGROUND, task);
    }

    /// Writes a file as heavy work, so that it can then be sent at the client's pace.
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

    private <T, E extends Exception> T run(ThreadPoolExecutor pool, Kind kind, Duration atMost, Task<T, E> task)
            throws E {
        var work = new FutureTask<>(() -> timed(kind, task));
        try {
            pool.execute(work);
            return work.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw rejected(kind, "The queue of heavy work is full.");
        } catch (TimeoutException e) {
            throw rejected(kind, "The work was not finished within " + atMost + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw rejected(kind, "Interrupted while waiting for heavy work.");
        } catch (ExecutionException e) {
            throw HeavyWork.<E>cause(e);
        } finally {
            work.cancel(true);
            pool.remove(work);
        }
    }

    private <T, E extends Exception> T timed(Kind kind, Task<T, E> task) throws E {
        var startNanos = System.nanoTime();
        try {
            return task.perform();
        } finally {
            timer(kind).record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
        }
    }

    private HeavyWorkRejectedException rejected(Kind kind, String why) {
        rejections(kind).increment();
        return new HeavyWorkRejectedException(why);
    }

    /// The exception of the task: the declared type or an unchecked one.
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
                .description("Duration of heavy work on this node, without its time in the queue.")
                .tag("kind", label(kind))
                .register(meters);
    }

    private Counter rejections(Kind kind) {
        return Counter.builder("packhouse.heavy.work.rejected")
                .description("Heavy work rejected on this node: the queue was full, or it took too long.")
                .tag("kind", label(kind))
                .register(meters);
    }

    private static String label(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static ThreadPoolExecutor pool(String name, int threads, BlockingQueue<Runnable> waiting) {
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
