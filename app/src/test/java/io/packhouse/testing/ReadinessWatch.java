package io.packhouse.testing;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Asks one node continuously whether it is ready, and keeps every answer that is not 200.
public final class ReadinessWatch implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Queue<String> notReady = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean isOpen = true;

    public ReadinessWatch(Client node) {
        thread = Thread.startVirtualThread(() -> ask(node));
    }

    /// Every answer since the start that was anything but ready.
    public List<String> end() throws InterruptedException {
        close();
        thread.join();
        return List.copyOf(notReady);
    }

    @Override
    public void close() {
        isOpen = false;
    }

    private void ask(Client node) {
        while (isOpen) {
            var answer = node.get("/actuator/health/readiness");
            if (answer.status() != 200) {
                notReady.add(answer.status() + " " + answer.text());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
