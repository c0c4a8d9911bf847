package io.packhouse.app.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Runs a check that may never return, and waits a limited time for it. Only one check runs at a
/// time, so that callers do not queue up at an unresponsive database.
final class TimeBoundedCheck<T> {

    private final String name;
    private final Duration most;
    private final Callable<T> question;
    private @Nullable FutureTask<T> asked;

    TimeBoundedCheck(String name, Duration most, Callable<T> question) {
        this.name = name;
        this.most = most;
        this.question = question;
    }

    /// Empty on timeout and on failure.
    Optional<T> answer() {
        try {
            return Optional.of(asked().get(most.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private synchronized FutureTask<T> asked() {
        if (asked == null || asked.isDone()) {
            asked = new FutureTask<>(question);
            Thread.ofVirtual().name(name).start(asked);
        }
        return asked;
    }
}
