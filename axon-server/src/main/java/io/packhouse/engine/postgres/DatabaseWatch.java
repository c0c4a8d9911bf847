package io.packhouse.engine.postgres;

import io.packhouse.engine.postgres.embedded.EmbeddedPostgres;
import io.packhouse.engine.startup.StartupException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Monitors whether the database responds. While it does not, callers fail at once: open
/// connections are aborted and new ones refused. The embedded PostgreSQL is restarted when its
/// process has ended.
public final class DatabaseWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final DatabaseProbe probe;
    private final @Nullable EmbeddedPostgres local;
    private final List<Runnable> whenLost = new CopyOnWriteArrayList<>();
    private final List<Runnable> whenBack = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition back = lock.newCondition();
    private final Thread thread;
    private volatile boolean running = true;
    private volatile boolean away;
    private long lostAt;
    private String lastRestartError = "";

    /// `local` is the embedded PostgreSQL, if there is one; a database that does not respond for
    /// `silence` counts as lost.
    DatabaseWatch(DatabaseLogin databaseLogin, @Nullable EmbeddedPostgres local, Duration silence) {
        this.probe = new DatabaseProbe(databaseLogin, silence);
        this.local = local;
        thread = Thread.ofPlatform().name("database-watch").daemon().start(this::watch);
    }

    public boolean isAway() {
        return away;
    }

    /// Waits until the database responds.
    void awaitAnswering() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (away && running) {
                back.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void whenLost(Runnable listener) {
        whenLost.add(listener);
    }

    /// For retries whose pause grows while the database is down.
    public void whenBack(Runnable listener) {
        whenBack.add(listener);
    }

    private void watch() {
        while (running) {
            try {
                check();
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("Database health check failed; continuing", e);
            }
        }
    }

    private void check() {
        var answered = probe.isAnswered();
        if (!running) {
            return;
        }
        if (answered) {
            if (away) {
                found();
            }
            return;
        }
        if (!away) {
            lost();
        }
        startAgain();
    }

    private void lost() {
        lostAt = System.nanoTime();
        away = true;
        LOG.warn("Database does not respond; refusing connections until it does");
        notifyListeners(whenLost);
    }

    private void found() {
        lock.lock();
        try {
            away = false;
            back.signalAll();
        } finally {
            lock.unlock();
        }
        lastRestartError = "";
        var seconds = Duration.ofNanos(System.nanoTime() - lostAt).toMillis() / 1_000.0;
        LOG.warn("Database responds again after {} seconds", seconds);
        notifyListeners(whenBack);
    }

    private static void notifyListeners(List<Runnable> listeners) {
        for (var listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.warn("Listener of the database state threw an exception", e);
            }
        }
    }

    /// A running process that does not respond is left alone: it may be busy.
    private void startAgain() {
        if (local == null || local.isRunning()) {
            return;
        }
        try {
            LOG.warn("PostgreSQL process has ended; restarting it");
            local.restart();
        } catch (StartupException | UncheckedIOException e) {
            var words = String.valueOf(e.getMessage());
            if (!words.equals(lastRestartError)) {
                LOG.error("PostgreSQL does not restart; retrying", e);
            }
            lastRestartError = words;
        }
    }

    @Override
    public void close() {
        running = false;
        thread.interrupt();
        lock.lock();
        try {
            back.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(GOODBYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        probe.close();
    }
}
