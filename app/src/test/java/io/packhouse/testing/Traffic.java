package io.packhouse.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Clients that read and that record received goods, continuously. Each request is sent once, and
/// once more when its answer was cut off, which no proxy can repair: the proxy had passed on the
/// beginning. An unexpected answer fails the test at the end.
public final class Traffic implements AutoCloseable {

    private static final String RECEIPT = "{\"quantity\":1,\"reason\":\"delivery\"}";

    private final Client staff;
    private final String item;
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
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

    /// Waits for the last answers. Returns how many receipts were recorded.
    public int end() {
        isOpen = false;
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        assertThat(wrong).isEmpty();
        return received.get();
    }

    @Override
    public void close() {
        isOpen = false;
    }

    /// How many answers were cut off.
    public int broken() {
        return broken.get();
    }

    private void read() {
        note("GET", whole(() -> staff.get("/api/v1/packs")));
    }

    private void receive() {
        var key = UUID.randomUUID().toString();
        var path = item + "/receipts";
        if (note("POST", whole(() -> received(path, key)))) {
            received.incrementAndGet();
        }
    }

    /// After a cut connection the first request may still be in progress: then it is sent again, as its
    /// answer asks for.
    private Client.Answer received(String path, String key) {
        return await().atMost(Duration.ofSeconds(10))
                .pollDelay(Duration.ZERO)
                .until(
                        () -> staff.post(path, RECEIPT, "Idempotency-Key", key),
                        answer -> answer.status() != 409
                                || !answer.string("reason").equals("KEY_IN_FLIGHT"));
    }

    private Client.Answer whole(Supplier<Client.Answer> request) {
        try {
            return request.get();
        } catch (UncheckedIOException e) {
            broken.incrementAndGet();
            return request.get();
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
