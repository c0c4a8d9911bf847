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

/// Hands at work on the demo, each a thread, and the tokens they carry.
final class DemoWorkers implements AutoCloseable {

    private static final int HANDS = 16;

    private final JwtIssuer tokens;
    private final DemoProgress progress;
    private final ExecutorService hands = Executors.newFixedThreadPool(HANDS);
    private final Map<String, String> minted = new ConcurrentHashMap<>();

    DemoWorkers(JwtIssuer tokens, DemoProgress progress) {
        this.tokens = tokens;
        this.progress = progress;
    }

    /// Valid for 30 days of the engine's clock.
    String token(DemoPerson person) {
        return minted.computeIfAbsent(
                person.account(), _ -> tokens.mint(person.id(), person.name(), person.role()));
    }

    /// Time has passed: tokens are made anew.
    void renew() {
        minted.clear();
    }

    Future<?> start(Runnable errand) {
        return hands.submit(
                () -> {
                    errand.run();
                    step();
                });
    }

    /// A part of an errand is done, where it is as much work as others are whole.
    void step() {
        progress.step();
    }

    /// Does all of it and waits.
    void together(List<Runnable> errands) {
        var running = new ArrayList<Future<?>>();
        errands.forEach(errand -> running.add(start(errand)));
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
            throw new IllegalStateException("An errand of the demo failed", e.getCause());
        }
    }

    @Override
    public void close() {
        hands.shutdownNow();
    }
}
