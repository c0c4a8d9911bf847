package io.packhouse.engine.postgres;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knows whether the database answers. While it does not, nobody waits for it: connections in use
/// are cut off, and new ones are refused at once. The engine's own PostgreSQL is started again when
/// its process has ended.
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
    private String toldOfRestart = "";

    /// `local` is the engine's own PostgreSQL, when there is one; `silence` is after which time a
    /// database that answers nothing is taken for lost.
    DatabaseWatch(DatabaseLogin databaseLogin, @Nullable EmbeddedPostgres local, Duration silence) {
        this.probe = new DatabaseProbe(databaseLogin, silence);
        this.local = local;
        thread = Thread.ofPlatform().name("database-watch").daemon().start(this::watch);
    }

    public boolean isAway() {
        return away;
    }

    /// Waits until it answers.
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

    /// For those who wait longer and longer while it is away.
    public void whenBack(Runnable listener) {
        whenBack.add(listener);
    }

    private void watch() {
        while (running) {
            try {
                look();
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("The watch over the database failed and goes on", e);
            }
        }
    }

    private void look() {
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
        LOG.warn("The database does not answer; what needs it is refused until it does");
        tell(whenLost);
    }

    private void found() {
        lock.lock();
        try {
            away = false;
            back.signalAll();
        } finally {
            lock.unlock();
        }
        toldOfRestart = "";
        var seconds = Duration.ofNanos(System.nanoTime() - lostAt).toMillis() / 1_000.0;
        LOG.warn("The database answers again after {} seconds", seconds);
        tell(whenBack);
    }

    private static void tell(List<Runnable> listeners) {
        for (var listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.warn("Somebody who is told of the database failed", e);
            }
        }
    }

    /// A process that lives and is silent is left alone: it may be at work.
    private void startAgain() {
        if (local == null || local.isRunning()) {
            return;
        }
        try {
            LOG.warn("The process of PostgreSQL has ended; starting it again");
            local.restart();
        } catch (StartupException | UncheckedIOException e) {
            var words = String.valueOf(e.getMessage());
            if (!words.equals(toldOfRestart)) {
                LOG.error("PostgreSQL does not start again; trying until it does", e);
            }
            toldOfRestart = words;
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
