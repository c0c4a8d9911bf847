package io.packhouse.bench.load;

import io.packhouse.bench.report.Latencies;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// The answers to orders of more clients than an engine can serve, and to health checks meanwhile.
public final class OverloadAnswers {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Queue<Long> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<Long> refused = new ConcurrentLinkedQueue<>();
    private final Queue<Long> healthy = new ConcurrentLinkedQueue<>();
    private final AtomicInteger withoutRetryAfter = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger unhealthy = new AtomicInteger();

    /// Places an order; when it is refused, waits as long as the answer demands.
    public void order(Purchases purchases, int number) throws InterruptedException {
        var begun = System.nanoTime();
        try {
            var answer = purchases.caller(number).postOnce("/api/v1/orders", purchases.order(number));
            switch (answer.statusCode()) {
                case 201, 202 -> accepted.add(System.nanoTime() - begun);
                case 503 -> {
                    refused.add(System.nanoTime() - begun);
                    awaitRetry(answer);
                }
                default -> failed.incrementAndGet();
            }
        } catch (IOException _) {
            failed.incrementAndGet();
        }
    }

    public void health(HttpCaller anyone) throws InterruptedException {
        var begun = System.nanoTime();
        try {
            anyone.get("/actuator/health/liveness");
            healthy.add(System.nanoTime() - begun);
        } catch (IOException _) {
            unhealthy.incrementAndGet();
        }
    }

    private void awaitRetry(HttpResponse<String> answer) throws InterruptedException {
        var seconds = answer.headers().firstValueAsLong("Retry-After");
        if (seconds.isEmpty()) {
            withoutRetryAfter.incrementAndGet();
        }
        var wait = Duration.ofSeconds(seconds.orElse(1));
        Thread.sleep(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }

    public Latencies accepted() {
        return Latencies.ofNanos(accepted);
    }

    public Latencies refused() {
        return Latencies.ofNanos(refused);
    }

    public Latencies healthy() {
        return Latencies.ofNanos(healthy);
    }

    public int withoutRetryAfter() {
        return withoutRetryAfter.get();
    }

    public int failed() {
        return failed.get();
    }

    public int unhealthy() {
        return unhealthy.get();
    }
}
