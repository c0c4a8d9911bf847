package io.packhouse.testing;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Clients that read and that record goods received, all the time. Each request is sent once: what
/// is not answered as it should be is written down.
public final class Traffic implements AutoCloseable {

    private static final String RECEIPT = "{\"quantity\":1,\"reason\":\"delivery\"}";

    private final Client staff;
    private final String item;
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger received = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isOpen = true;

    public Traffic(Client staff, String item) {
        this.staff = staff;
        this.item = item;
        for (var i = 0; i < 2; i++) {
            threads.add(Thread.startVirtualThread(() -> repeat(this::read)));
            threads.add(Thread.startVirtualThread(() -> repeat(this::receive)));
        }
    }

    public void awaitAnswers(int more) {
        var before = answered.get();
        await().atMost(Duration.ofMinutes(2)).until(() -> answered.get() >= before + more);
    }

    public List<String> wrong() {
        return List.copyOf(wrong);
    }

    /// How many were recorded.
    public int received() {
        return received.get();
    }

    @Override
    public void close() throws InterruptedException {
        isOpen = false;
        for (var thread : threads) {
            thread.join();
        }
    }

    private void read() {
        note("GET", staff.get("/api/v1/packs"));
    }

    private void receive() {
        if (note("POST", staff.post(item + "/receipts", RECEIPT))) {
            received.incrementAndGet();
        }
    }

    private void repeat(Runnable request) {
        while (isOpen) {
            try {
                request.run();
            } catch (UncheckedIOException e) {
                wrong.add(e.toString());
            }
        }
    }

    private boolean note(String method, Client.Answer answer) {
        answered.incrementAndGet();
        if (answer.status() != 200) {
            wrong.add(method + " " + answer.status() + " " + answer.text());
        }
        return answer.status() == 200;
    }
}
