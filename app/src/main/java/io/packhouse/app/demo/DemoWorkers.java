package io.packhouse.app.demo;

import io.packhouse.app.security.JwtIssuer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Worker threads of the demo, and their tokens.
public final class DemoWorkers implements AutoCloseable {

    private static final int HANDS = 16;

    private final JwtIssuer tokens;
    private final Runnable onStep;
    private final ExecutorService hands = Executors.newFixedThreadPool(HANDS);
    private final Map<String, String> minted = new ConcurrentHashMap<>();

    /// `onStep` is called by any of the threads.
    public DemoWorkers(JwtIssuer tokens, Runnable onStep) {
        this.tokens = tokens;
        this.onStep = onStep;
    }

    /// Valid for 30 days of the engine's clock.
    public String token(DemoPerson person) {
        return minted.computeIfAbsent(person.account(), _ -> tokens.mint(person.id(), person.name(), person.role()));
    }

    /// Discards the tokens after the clock was advanced.
    void renew() {
        minted.clear();
    }

    Future<?> start(Runnable task) {
        return hands.submit(() -> {
            task.run();
            step();
        });
    }

    /// Counts a part of a task that is as much work as other whole tasks.
    public void step() {
        onStep.run();
    }

    /// Runs all tasks and waits for them.
    public void together(List<Runnable> tasks) {
        var running = new ArrayList<Future<?>>();
        tasks.forEach(task -> running.add(start(task)));
        await(running);
    }

    static void await(List<Future<?>> running) {
        try {
            for (var one : running) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while filling the demo", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A task of the demo failed", e.getCause());
        }
    }

    @Override
    public void close() {
        hands.shutdownNow();
    }
}
